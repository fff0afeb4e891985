/** The shelf as the site serves it, made of what npm installed, for programs that run without a page. */
import { describe, pack, SHELF_NAMES } from '@cluster-lab/shelf/build';
import { openShelf, type Shelf } from '@cluster-lab/shelf';

export { SHELF_NAMES };

const shelf = openShelf(
  SHELF_NAMES.map(describe).map(({ name, version, peers }) => ({ name, version, peers, url: name })),
  async (name) => (await pack(name)).archive,
);

/** Packs what a program imports, once. */
export const shelfOnDisk = async (): Promise<Shelf> => shelf;
