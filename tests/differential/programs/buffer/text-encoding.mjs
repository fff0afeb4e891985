// TextEncoder and TextDecoder keep characters that are split, and say where text is not valid.
const encoder = new TextEncoder();
console.log(encoder.encode('€😀'), encoder.encodeInto('€€', new Uint8Array(4)));
const decoder = new TextDecoder();
const bytes = encoder.encode('a😀b');
console.log(decoder.decode(bytes.subarray(0, 3), { stream: true }) + decoder.decode(bytes.subarray(3)));
console.log(
  JSON.stringify(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))),
);
console.log(
  new TextDecoder('utf-16le').decode(new Uint8Array([0x61, 0, 0xac, 0x20])),
  new TextDecoder('latin1').encoding,
);
for (const wrong of [
  () => new TextDecoder('klingon'),
  () => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])),
]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(encodeURIComponent('ä&'), escape('ä'), structuredClone(new Map([[1, new Set(['x'])]])));
