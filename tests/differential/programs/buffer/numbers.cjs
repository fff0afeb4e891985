// Integers and floats of every size are written and read at both ends, and refused outside their range.
const bytes = Buffer.alloc(8);
const methods = {
  UInt8: 200,
  Int8: -5,
  UInt16LE: 65000,
  Int16BE: -300,
  UInt32BE: 4e9,
  Int32LE: -7,
  FloatLE: 1.5,
  DoubleBE: Math.PI,
};
for (const [kind, value] of Object.entries(methods)) {
  bytes.fill(0);
  console.log(kind, bytes[`write${kind}`](value), bytes.toString('hex'), bytes[`read${kind}`]());
}
bytes.writeBigInt64LE(-(2n ** 40n));
console.log(bytes.readBigInt64LE(), bytes.readBigUInt64BE(), bytes.readIntBE(1, 6), bytes.readUIntLE(0, 3));
for (const wrong of [
  () => bytes.writeUInt8(256),
  () => bytes.readUInt32LE(6),
  () => bytes.readInt8('1'),
  () => Buffer.alloc(-1),
]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
