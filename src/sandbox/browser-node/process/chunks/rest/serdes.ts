/** `serdes`: the frame around V8's serialized values, which node:test makes when it loads. The values themselves are V8's own. */
import { asBuffer, missingPart } from '../../chunk-kit.ts';

/** A tag and the format's version. */
const HEADER = [0xff, 0x0f];

export class Serializer {
  #bytes: number[] = [];

  writeHeader(): void {
    this.#bytes.push(...HEADER);
  }

  writeValue(): never {
    throw missingPart('v8.serialize: structuredClone and JSON are there');
  }

  releaseBuffer(): Uint8Array {
    return asBuffer(Uint8Array.from(this.#bytes.splice(0)));
  }

  _setTreatArrayBufferViewsAsHostObjects(): void {
    // Nothing is written that could be one.
  }
}
