/** The packages that a site has for the programs of its visitors, fetched from the site itself when a program first needs them. */
import { SandboxError, type FileMap } from '@cluster-lab/sandbox';
import { filesOf, type Archive } from './archive.ts';
import { importsIn } from './imports.ts';

/** A package on the shelf, as the build lists it. */
export interface ShelfPackage {
  readonly name: string;
  readonly version: string;
  /** Of its archive, on the site. */
  readonly url: string;
  /** Packages of the shelf that a program needs beside it. */
  readonly peers: readonly string[];
}

export type LoadArchive = (url: string) => Promise<Archive | undefined>;

export interface Shelf {
  readonly names: readonly string[];
  /** Files to mount beside the program's own. @throws {SandboxError} `not-found` when the site cannot be reached */
  packagesOf(files: FileMap): Promise<FileMap>;
}

/** @param load gives an archive by its address; undefined when it cannot be reached */
export function openShelf(packages: readonly ShelfPackage[], load: LoadArchive = fetchArchive): Shelf {
  const loaded = new Map<string, Promise<FileMap>>();
  const filesOnce = ({ name, url }: ShelfPackage): Promise<FileMap> => {
    const files = loaded.get(name) ?? load(url).then((archive) => filesOf(archive ?? refuse(name)));
    loaded.set(name, files);
    files.catch(() => loaded.delete(name));
    return files;
  };
  return {
    names: packages.map(({ name }) => name),
    async packagesOf(files) {
      const isOwn = (name: string) => Object.keys(files).some((path) => path.startsWith(`node_modules/${name}/`));
      const wanted = importsIn(files).map(({ name }) => name);
      const names = withPeers(
        wanted.filter((name) => !isOwn(name)),
        packages,
      );
      const parts = await Promise.all(packages.filter(({ name }) => names.has(name)).map(filesOnce));
      return Object.assign({}, ...parts) as FileMap;
    },
  };
}

function withPeers(wanted: readonly string[], packages: readonly ShelfPackage[]): ReadonlySet<string> {
  const names = new Set(wanted);
  // What is added while it is walked is walked too.
  for (const name of names)
    for (const peer of packages.find((each) => each.name === name)?.peers ?? []) names.add(peer);
  return names;
}

async function fetchArchive(url: string): Promise<Archive | undefined> {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as Archive) : undefined;
}

function refuse(name: string): never {
  throw new SandboxError(
    'not-found',
    `The package '${name}' could not be fetched from this site.`,
    'It is kept once it was fetched: press Run again when the site can be reached.',
  );
}
