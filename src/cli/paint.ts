/** Colours for a terminal; every function returns its text unchanged when colour is off. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
}

/** Whether to colour: only a terminal, and never against NO_COLOR (https://no-color.org) or `TERM=dumb`. */
export function wantsColor(terminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  return terminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}

export function createPaint(color: boolean): Paint {
  const style = (open: number, close: number) => (text: string) =>
    color ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    blue: style(34, 39),
    cyan: style(36, 39),
  };
}
