// Blob, File, atob, btoa, transcode and validity of text.
import { Blob, File, isAscii, isUtf8, transcode } from 'node:buffer';
const blob = new Blob(['one ', Buffer.from('two'), new Blob([' three'])], { type: 'text/plain' });
console.log(blob.size, blob.type, await blob.text(), await blob.slice(4, 7).text(), blob);
console.log(Buffer.from(await blob.arrayBuffer()).length, await blob.bytes());
for await (const chunk of blob.stream()) console.log('chunk', String(Buffer.from(chunk)));
const file = new File(['content'], 'notes.txt', { lastModified: 1 });
console.log(file.name, file.size, file.lastModified, await file.text());
console.log(btoa('hi'), atob('aGk='), isUtf8(Buffer.from([0xc3, 0x28])), isAscii(Buffer.from('é')));
console.log(transcode(Buffer.from('€'), 'utf8', 'utf16le'), transcode(Buffer.from('é'), 'utf8', 'latin1'));
try {
  btoa('€');
} catch (error) {
  console.log(error.name, error.message);
}
