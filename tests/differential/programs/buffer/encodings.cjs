// Text goes into bytes and back in every encoding, and what is not valid is replaced or cut.
const texts = ['plain', 'grüße €', '😀 emoji', '\ud800 alone', ''];
for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex']) {
  for (const text of texts) {
    const bytes = Buffer.from(text, encoding);
    console.log(
      encoding,
      JSON.stringify(text),
      bytes.length,
      Buffer.byteLength(text, encoding),
      bytes.toString('hex'),
      JSON.stringify(bytes.toString(encoding)),
    );
  }
}
console.log(
  Buffer.from('zz00', 'hex').length,
  Buffer.from('YW=Jj', 'base64').toString(),
  Buffer.isEncoding('UTF-8'),
  Buffer.isEncoding('utf-7'),
);
console.log(Buffer.from([0xff, 0x61, 0xc3]).toString(), Buffer.from('a\0b').toString('ascii'));
