const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const DIST = path.resolve(__dirname, '../../dist');
const MAIN_PACKAGE_BYTES = 1_000_000;
const ALL_PACKAGES_BYTES = 2_000_000;

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? files(file) : [file];
  });
const bytes = (list) => list.reduce((sum, file) => sum + statSync(file).size, 0);

/** Names of forbidden things in a piece of code. */
const forbiddenIn = (code) =>
  Object.entries({
    'new Function': /\bnew\s+Function\s*\(/,
    'Function of text': /[^\w.$]Function\s*\(\s*["'`]/,
    eval: /(^|[^\w.$])eval\s*\(/,
    'private field': /[\w$)\]]\s*\??\.\s*#[a-z_$]/i,
    'private name in a class':
      /(?:[{;}]|\bstatic|\basync|\bget|\bset)\s*\*?\s*#[a-z_$][\w$]*\s*[=;(}]|#[a-z_$][\w$]*\s+in\s+[\w$]/i,
  }).flatMap(([name, pattern]) => (pattern.test(code) ? [name] : []));

/** The kiosk's database, its words, its sight. */
const isOfKiosk = (code) => /campus-kiosk|登记这台设备|viewfinder|getUserMedia/.test(code);

describe('the kiosk', () => {
  const scripts = () => files(path.join(DIST, 'h5', 'js')).filter((file) => file.endsWith('.js'));
  const nameOf = (file) => path.basename(file);

  it('stands in the build for browsers, apart from what everybody loads first', () => {
    const holders = scripts().filter((file) => isOfKiosk(readFileSync(file, 'utf8')));
    expect(holders.length).toBeGreaterThan(0);
    expect(holders.map(nameOf).filter((name) => name.startsWith('app.'))).toEqual([]);
  });

  it('loads its decoder of codes by itself', () => {
    const decoder = scripts().filter((file) => nameOf(file).startsWith('code-decoder.'));
    expect(decoder).toHaveLength(1);
    expect(bytes(decoder)).toBeLessThanOrEqual(60_000);
  });
});

describe('the scan for forbidden code', () => {
  it.each([
    ['new Function("return this")()', 'new Function'],
    ['x=Function("return this")()', 'Function of text'],
    ['a;eval("1")', 'eval'],
    ['class A{m(){return this.#a}}', 'private field'],
    ['class A{m(x){return x.#y}}', 'private field'],
    ['class A{m(x){return x()?.#y}}', 'private field'],
    ['class A{#x=1}', 'private name in a class'],
    ['class A{b=1;#x;m(){}}', 'private name in a class'],
    ['class A{m(){}#x(){}}', 'private name in a class'],
    ['class A{static #x=1}', 'private name in a class'],
    ['class A{get #x(){return 1}}', 'private name in a class'],
    ['class A{static is(o){return #x in o}}', 'private name in a class'],
  ])('finds it in %s', (code, name) => {
    expect(forbiddenIn(code)).toContain(name);
  });

  it('lets ordinary code pass', () => {
    expect(forbiddenIn('isFunction("x");retrieval(1);a.eval(2);this.b="#c"')).toEqual([]);
    expect(forbiddenIn('a.b("#c");p={color:"#08724F"};q="x #1 in y";s=`{#${t}`;url="a.b#c"')).toEqual([]);
  });
});

describe.each(['weapp', 'alipay', 'h5'])('the build for %s', (platform) => {
  const folder = path.join(DIST, platform);

  it('is there', () => {
    expect(existsSync(path.join(folder, platform === 'h5' ? 'index.html' : 'app.js'))).toBe(true);
  });

  it('makes no code from text and keeps no raw private field', () => {
    const sources = files(folder).filter((file) => file.endsWith('.js'));
    expect(sources.length).toBeGreaterThan(3);
    expect(
      sources.flatMap((file) =>
        forbiddenIn(readFileSync(file, 'utf8')).map((name) => `${path.basename(file)}: ${name}`),
      ),
    ).toEqual([]);
  });
});

describe('the app in a browser', () => {
  const folder = path.join(DIST, 'h5');
  const scripts = () => files(folder).filter((file) => file.endsWith('.js'));
  const weighed = (file) => statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
  /** Of the first screen: what the page names, and what the router fetches for home. */
  const first = () => {
    const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="\/((?:js|css)\/[^"]+)"/g)].map(([, file]) =>
      path.join(folder, file),
    );
    const entry = readFileSync(
      named.find((file) => file.endsWith('.js')),
      'utf8',
    );
    const [, loading] = /"path":"pages\/home\/index","load":function[^{]*\{([^}]*)\}/.exec(entry);
    const chunks = [...loading.matchAll(/\.e\((\d+)\)/g)].map(([, id]) => `${id}.`);
    expect(chunks.length).toBeGreaterThan(0);
    const ofHome = files(folder).filter(
      (file) => /\.(js|css)$/.test(file) && chunks.some((chunk) => path.basename(file).startsWith(chunk)),
    );
    return [...named, ...ofHome];
  };

  it('shows its first screen after six requests, the document and one of the API among them', () => {
    expect(first().length + 2).toBeLessThanOrEqual(6);
  });

  /** React alone is 36 KB; the aim is 130. */
  it('weighs no more than it did: 190 KB of script for the first screen, compressed', () => {
    const sum = first()
      .filter((file) => file.endsWith('.js'))
      .reduce((total, file) => total + weighed(file), 0);
    expect(sum).toBeLessThanOrEqual(190_000);
  });

  it('fetches once what several pages share', () => {
    expect(bytes(scripts())).toBeLessThanOrEqual(1_900_000);
  });

  it('lies compressed beside itself', () => {
    const plain = scripts().filter((file) => statSync(file).size >= 1024);
    expect(plain.filter((file) => !existsSync(`${file}.br`) || !existsSync(`${file}.gz`))).toEqual([]);
  });
});

describe.each([
  ['weapp', 'wxml'],
  ['alipay', 'axml'],
])('the package for %s', (platform, markup) => {
  const all = files(path.join(DIST, platform));
  const main = all.filter((file) => !file.includes(`${path.sep}packages${path.sep}`));

  it('stays within one megabyte, two with its sub-packages', () => {
    for (const page of ['check-in', 'pass']) {
      expect(main.some((file) => file.includes(path.join('pages', page, 'index.js')))).toBe(true);
    }
    expect(bytes(main)).toBeLessThanOrEqual(MAIN_PACKAGE_BYTES);
    expect(bytes(all)).toBeLessThanOrEqual(ALL_PACKAGES_BYTES);
  });

  it('carries Chinese as it is: escaped, each character would take twice the room', () => {
    const scripts = main.filter((file) => file.endsWith('.js')).map((file) => readFileSync(file, 'utf8'));
    expect(scripts.join('')).toContain('绑定校园卡');
    expect(scripts.join('').match(/\\u[4-9][0-9a-f]{3}/gi) ?? []).toHaveLength(0);
  });

  it('keeps what only approvers, leavers and applicants need out of the main package', () => {
    const { subPackages } = JSON.parse(readFileSync(path.join(DIST, platform, 'app.json'), 'utf8'));
    expect(subPackages.map(({ root }) => root)).toEqual(
      expect.arrayContaining([
        'packages/students',
        'packages/approvals',
        'packages/leaving',
        'packages/passes',
        'packages/booking',
        'packages/account',
      ]),
    );
  });

  it('holds no byte of what only a tablet at a gate needs', () => {
    const traces = all.filter(
      (file) => /kiosk|decoder/i.test(path.relative(DIST, file)) || isOfKiosk(readFileSync(file, 'utf8')),
    );
    expect(traces).toEqual([]);
  });

  it('hands the words of controls to screen readers', () => {
    const templates = all
      .filter((file) => path.basename(file) === `base.${markup}`)
      .map((file) => readFileSync(file, 'utf8'));
    expect(templates.join('')).toMatch(/aria-label="\{\{/);
  });

  it('declares why it wants a location', () => {
    const { permission } = JSON.parse(readFileSync(path.join(DIST, platform, 'app.json'), 'utf8'));
    expect(permission['scope.userLocation'].desc).toMatch(/大致位置.*到校签到/);
  });
});
