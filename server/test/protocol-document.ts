import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request as the document prints it, ready to be sent byte by byte. */
export interface PrintedRequest {
  method: 'GET' | 'POST';
  target: string;
  headers: Record<string, string>;
  body: string;
}

export interface PrintedAnswer {
  status: number;
  /** undefined where the answer has no body */
  body: unknown;
}

/** docs/terminal-protocol.md: its text, its tables, and the examples that stand in named code blocks. */
export class ProtocolDocument {
  readonly text = readFileSync(join(__dirname, '../../docs/terminal-protocol.md'), 'utf8');
  private readonly blocks = new Map(
    [...this.text.matchAll(/^```\w+ ([\w-]+)\n([^]*?)\n```$/gm)].map(([, name = '', block = '']) => [name, block]),
  );

  block(name: string): string {
    const block = this.blocks.get(name);
    if (block === undefined) {
      throw new Error(`the document has no example ${name}`);
    }
    return block;
  }

  /** Names of all examples that are requests, in their order. */
  get requests(): string[] {
    return [...this.blocks.keys()]
      .filter((name) => name.endsWith('-request'))
      .map((name) => name.replace(/-request$/, ''));
  }

  request(name: string): PrintedRequest {
    const [head = '', body = ''] = this.block(`${name}-request`).split('\n\n');
    const [start = '', ...lines] = head.split('\n');
    const [method, target = ''] = start.split(' ');
    const headers = lines.map((line) => /^([\w-]+): (.*)$/.exec(line) ?? []);
    return {
      method: method === 'GET' ? 'GET' : 'POST',
      target,
      headers: Object.fromEntries(headers.map(([, field = '', value = '']) => [field.toLowerCase(), value])),
      body,
    };
  }

  answer(name: string): PrintedAnswer {
    const [head = '', ...rest] = this.block(`${name}-answer`).split('\n\n');
    const body = rest.join('\n\n');
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(head) ?? [];
    return { status: Number(status), body: body === '' ? undefined : (JSON.parse(body) as unknown) };
  }

  /** First cells of the table below a heading that are written as code, with the rest of their row. */
  table(heading: string): Map<string, string[]> {
    const [, section = ''] = this.text.split(`\n## ${heading}\n`);
    const rows = section.split('\n## ')[0]?.match(/^\| `[^`]+` .*$/gm) ?? [];
    return new Map(
      rows.map((row) => {
        const [first = '', ...cells] = row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim());
        return [first.replaceAll('`', ''), cells];
      }),
    );
  }
}
