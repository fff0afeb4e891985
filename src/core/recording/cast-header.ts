/** The first line of a recording (asciicast v2): its step and its run. Fields that asciicast does not know stand under `clusterLab`. */

export interface CastHeader {
  readonly version: 2;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The Node that ran: its `process.version`. */
  readonly env: { readonly NODE_VERSION: string };
  readonly clusterLab: {
    /** `<lesson>/<step>` */
    readonly step: string;
    /** Fingerprint of everything that decides the run; a different one means a stale recording. */
    readonly madeFrom: string;
    readonly workdir: string;
    readonly port: number;
    readonly parallelism: number;
  };
}

/** The header of a recording's text; undefined when its first line is not one. */
export function readCastHeader(text: string): CastHeader | undefined {
  const [line = ''] = text.split('\n', 1);
  try {
    const header = JSON.parse(line) as Partial<CastHeader>;
    const { step, madeFrom, workdir, port } = header.clusterLab ?? {};
    const texts = [header.env?.NODE_VERSION, step, madeFrom, workdir];
    const isWhole = header.version === 2 && texts.every((each) => typeof each === 'string') && typeof port === 'number';
    return isWhole ? (header as CastHeader) : undefined;
  } catch {
    return undefined;
  }
}
