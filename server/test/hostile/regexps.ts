import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';

export interface FoundPattern {
  /** file and pattern, for the reader of a failure */
  where: string;
  pattern: RegExp;
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return sourcesIn(path);
    }
    return /\.tsx?$/.test(entry.name) && !/\.(spec|d)\.tsx?$/.test(entry.name) ? [path] : [];
  });

/** Every regular expression of a source file, and every `pattern` of a schema in it. */
export const patternsIn = (name: string, text: string): FoundPattern[] => {
  const found: FoundPattern[] = [];
  const add = (source: string, flags: string): void => {
    found.push({ where: `${name} /${source}/${flags}`, pattern: new RegExp(source, flags) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
      add(source, flags);
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'pattern' && ts.isStringLiteral(node.initializer)) {
      add(node.initializer.text, 'u');
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true));
  return found;
};

/** All of them under some folders of the repository. */
export const patternsUnder = (root: string, folders: readonly string[]): FoundPattern[] =>
  folders
    .flatMap((folder) => sourcesIn(join(root, folder)))
    .flatMap((path) => patternsIn(path.slice(root.length + 1), readFileSync(path, 'utf8')));

const LENGTH = 50_000;
const STEMS = ['a', '0', ' ', '-', '.', '/', '\n', '中', 'a0', 'a ', 'a-', 'a.', '/a', 'aA0_', '{a'];
const ENDS = ['', '\0', '!', ' '];

/** Long and almost fitting: runs of what a pattern asks for, and an end that it does not. */
const hostileInputs = ({ source }: RegExp): string[] => {
  const letters = [...new Set(source.replaceAll(/\\./g, ''))]
    .filter((letter) => /[\w\s:;,@#=-]/.test(letter))
    .slice(0, 8);
  return [...STEMS, ...letters].flatMap((stem) =>
    [...ENDS, ...letters.slice(0, 3), 'z'].map(
      (end) => stem.repeat(Math.ceil(LENGTH / stem.length)).slice(0, LENGTH) + end,
    ),
  );
};

const GIVE_UP_MS = 1_000;

const context = createContext({});
const testing = new Script('pattern.test(input)');
// a global pattern is used to replace every match
const replacing = new Script("input.replace(pattern, '')");

const processorMs = (pattern: RegExp, input: string): number => {
  const before = process.cpuUsage();
  try {
    Object.assign(context, { pattern, input });
    (pattern.global ? replacing : testing).runInContext(context, { timeout: GIVE_UP_MS });
  } catch {
    return GIVE_UP_MS;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** The longest that the pattern takes on 50 KB, in milliseconds of processor time; the best of five counts. */
export const slowestMs = ({ pattern }: FoundPattern): number => {
  let slowest = 0;
  for (const input of hostileInputs(pattern)) {
    let best = processorMs(pattern, input);
    for (let again = 0; again < 4 && best > 5 && best < GIVE_UP_MS; again += 1) {
      best = Math.min(best, processorMs(pattern, input));
    }
    slowest = Math.max(slowest, best);
    if (slowest >= GIVE_UP_MS) {
      return slowest;
    }
  }
  return slowest;
};
