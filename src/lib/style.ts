type Paint = (text: string) => string;

/** How text looks on the stream at hand. Colour only ever repeats what the words say. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly underline: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
  /** Columns to wrap at. */
  readonly width: number;
  /** Whether box-drawing and arrows can be shown. */
  readonly unicode: boolean;
}

const asIs: Paint = (text) => text;

/** No colour, 80 columns: for logs, files and tests. */
export const plainStyle: Style = {
  bold: asIs,
  dim: asIs,
  underline: asIs,
  red: asIs,
  yellow: asIs,
  green: asIs,
  cyan: asIs,
  width: 80,
  unicode: true,
};
