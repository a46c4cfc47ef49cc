import type { SymbolFact } from '../facts/fileFacts.ts';
import type { CursorContext } from './cursorContext.ts';

/** Factors for a symbol that the syntax at the cursor does not ask for; it may still be wanted later in the line. */
const MISFIT = { notAMember: 0.4, member: 0.5, kind: 0.5, typed: 0.2 };

/**
 * How well a symbol suits the syntax at the cursor, 0 … 1: members after a dot, classes after `new`, types after a colon,
 * names that begin as the typed word. `undefined` stands for a whole module.
 */
export function suitability(symbol: SymbolFact | undefined, context: CursorContext | undefined): number {
  if (symbol === undefined || context === undefined) return 1;
  let factor = 1;
  const isMember = symbol.parent >= 0;
  if (context.receiver !== undefined && !isMember) factor *= MISFIT.notAMember;
  if (context.receiver === undefined && isMember) factor *= MISFIT.member;
  if (!suitsKind(symbol, context)) factor *= MISFIT.kind;
  if (!symbol.name.toLowerCase().startsWith(context.typed.toLowerCase())) factor *= MISFIT.typed;
  return factor;
}

function suitsKind({ kind, name }: SymbolFact, { expects }: CursorContext): boolean {
  switch (expects) {
    case 'construction':
      return kind === 'class' || kind === 'variable';
    case 'type':
      return kind === 'class' || kind === 'interface' || kind === 'type' || kind === 'enum' || kind === 'namespace';
    case 'base':
      return kind === 'class' || kind === 'interface';
    case 'decorator':
      return kind === 'function' || kind === 'class' || kind === 'method';
    case 'component':
      return /^\p{Lu}/u.test(name) && kind !== 'interface' && kind !== 'type';
    case 'value':
      return kind !== 'interface' && kind !== 'type';
    case 'import':
      return true;
  }
}
