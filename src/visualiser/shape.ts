/** The picture's vocabulary: what a painter, the page and an SVG file can draw without knowing what it means. */

/** Named in the page's tokens: `worker-3`, `primary`, `line`, `ink`, … */
export type ColourName = string;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place extends Point, Size {}

/** What is painted: lines, dots and light, without words. */
export type Mark =
  /** Through its points, softly bent. */
  | {
      readonly kind: 'line';
      readonly through: readonly Point[];
      readonly colour: ColourName;
      readonly width: number;
      readonly dash: 'solid' | 'dashed' | 'dotted';
      readonly opacity: number;
    }
  /** A request on its way. */
  | { readonly kind: 'dot'; readonly at: Point; readonly radius: number; readonly colour: ColourName }
  /** A connection as a handle: what one process passes to another. */
  | { readonly kind: 'ring'; readonly at: Point; readonly radius: number; readonly colour: ColourName }
  | { readonly kind: 'envelope'; readonly at: Point; readonly width: number; readonly colour: ColourName }
  /** Light around a place: at work. */
  | { readonly kind: 'glow'; readonly place: Place; readonly colour: ColourName; readonly strength: number }
  | { readonly kind: 'bar'; readonly place: Place; readonly colour: ColourName; readonly opacity: number };

/** What has a name, words and a story: a box of text that can be pointed at and reached with the keyboard. */
export interface Item {
  /** Stays the same for the same thing: `primary`, `worker-3`, `connection-53412`, `port-8000`, … */
  readonly key: string;
  readonly kind: 'process' | 'connection' | 'port' | 'note';
  readonly place: Place;
  readonly colour: ColourName;
  readonly look: 'solid' | 'dashed' | 'faded' | 'plain';
  readonly title: string;
  /** Beside the title, at the right. */
  readonly count: string;
  /** Below it; as many as fit are shown. */
  readonly lines: readonly string[];
  /** How full its own store is, from 0 to 1; null where nothing is known of it. */
  readonly level: number | null;
  /** The item in one sentence, for who cannot see it. */
  readonly spoken: string;
}

export interface Scene {
  readonly size: Size;
  /** In the order of painting; items lie above them. */
  readonly marks: readonly Mark[];
  readonly items: readonly Item[];
}
