import { astro } from './astro/language.ts';
import { c } from './c/language.ts';
import { cpp } from './cpp/language.ts';
import { csharp } from './csharp/language.ts';
import { dart } from './dart/language.ts';
import { elixir } from './elixir/language.ts';
import { emacsLisp } from './emacs-lisp/language.ts';
import { go } from './go/language.ts';
import { ipynb } from './ipynb/language.ts';
import { java } from './java/language.ts';
import { javascript } from './javascript/language.ts';
import { kotlin } from './kotlin/language.ts';
import type { Language } from './language.ts';
import { lua } from './lua/language.ts';
import { objectiveC } from './objective-c/language.ts';
import { ocaml } from './ocaml/language.ts';
import { php } from './php/language.ts';
import { python } from './python/language.ts';
import { rescript } from './rescript/language.ts';
import { ruby } from './ruby/language.ts';
import { rust } from './rust/language.ts';
import { scala } from './scala/language.ts';
import { shellscript } from './shellscript/language.ts';
import { solidity } from './solidity/language.ts';
import { svelte } from './svelte/language.ts';
import { swift } from './swift/language.ts';
import { systemrdl } from './systemrdl/language.ts';
import { tlaplus } from './tlaplus/language.ts';
import { tsx } from './tsx/language.ts';
import { typescript } from './typescript/language.ts';
import { vue } from './vue/language.ts';
import { zig } from './zig/language.ts';

/** Every language that can be parsed. To add one: a folder beside these, and a line here. */
export const languages: readonly Language[] = [
  c,
  cpp,
  csharp,
  go,
  java,
  javascript,
  kotlin,
  php,
  python,
  ruby,
  rust,
  tsx,
  typescript,
  astro,
  ipynb,
  svelte,
  vue,
  swift,
  shellscript,
  lua,
  scala,
  dart,
  elixir,
  ocaml,
  objectiveC,
  solidity,
  zig,
  rescript,
  emacsLisp,
  tlaplus,
  systemrdl,
];

/** The language of a file by its name, `undefined` where no grammar knows it. The longest matching ending wins. */
export function languageOf(path: string): Language | undefined {
  const fileName = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  let best: Language | undefined;
  let bestLength = 0;
  for (const language of languages) {
    if (language.fileNames?.includes(fileName)) return language;
    for (const extension of language.extensions) {
      if (extension.length > bestLength && fileName.endsWith(extension)) {
        best = language;
        bestLength = extension.length;
      }
    }
  }
  return best;
}
