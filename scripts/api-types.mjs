import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';
import { ROOT } from './launcher/place.mjs';

/** Where the schemas of everything a route may answer stand. */
const SCHEMAS_FILE = join(ROOT, 'server/src/common/answer-schemas.json');
const SOURCES = join(ROOT, 'shared/src');
/** Where the exchanges of docs/terminal-protocol.md stand, for the page of device makers. */
const EXAMPLES_FILE = join(ROOT, 'server/src/common/terminal-examples.json');
const PROTOCOL = join(ROOT, 'docs/terminal-protocol.md');

/** @typedef {{ name: string, file: string }} SharedType */

/** The exported interfaces and types of shared/src that stand on their own. @returns {SharedType[]} */
const exportedTypes = () =>
  readdirSync(SOURCES)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => {
      const path = join(SOURCES, file);
      const { statements } = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
      return statements
        .filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
        .filter(
          ({ modifiers, typeParameters }) =>
            !typeParameters && modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
        )
        .map(({ name }) => ({ name: name.text, file: path }));
    });

/** @returns the schemas by type name, sorted, as the text of the file */
const answerSchemas = async () => {
  const generator = createGenerator({
    path: `${SOURCES}/*.ts`,
    tsconfig: join(ROOT, 'tsconfig.json'),
    additionalProperties: false,
    expose: 'export',
    topRef: true,
    jsDoc: 'none',
    skipTypeCheck: true,
  });
  /** @type {Record<string, unknown>} */
  const schemas = {};
  for (const { name } of exportedTypes()) {
    Object.assign(schemas, generator.createSchema(name).definitions);
  }
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
  return formatted(JSON.stringify(sorted).replaceAll('"#/definitions/', '"#/components/schemas/'));
};

/** What the document prints of each exchange, as it prints it. @returns the text of the file */
const terminalExamples = () => {
  const blocks = new Map(
    [...readFileSync(PROTOCOL, 'utf8').matchAll(/^```\w+ ([\w-]+)\n([^]*?)\n```$/gm)].map(([, name, text]) => [
      name,
      text,
    ]),
  );
  const names = [...blocks.keys()].filter((name) => name?.endsWith('-request')).map((name) => name?.slice(0, -8));
  return formatted(
    JSON.stringify(
      names.map((name) => ({
        name,
        base: blocks.get(`${name}-base`),
        request: blocks.get(`${name}-request`),
        answer: blocks.get(`${name}-answer`),
      })),
    ),
  );
};

/** @param {string} text */
const formatted = async (text) =>
  prettier.format(text, { ...(await prettier.resolveConfig(SCHEMAS_FILE)), parser: 'json' });

const wanted = { [SCHEMAS_FILE]: await answerSchemas(), [EXAMPLES_FILE]: await terminalExamples() };
for (const [file, text] of Object.entries(wanted)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    process.exitCode = 1;
  }
}
