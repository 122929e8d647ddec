const path = require('node:path');

const DIST = path.resolve(__dirname, '../../dist/alipay');
const PATIENCE = 150;
const TICK_MS = 20;

/** Waits until the condition holds, or fails with what was hoped for. */
const until = async (hoped, condition) => {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    if (condition()) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  throw new Error(`waited in vain for ${hoped}`);
};

const succeed =
  (answer) =>
  ({ success, complete } = {}) => {
    success?.(answer);
    complete?.(answer);
  };

/** Alipay as far as the compiled app asks for it; requests go to `answer`, which is away where it gives nothing. */
const platform = (answer, kept) => {
  const storage = new Map(Object.entries(kept));
  const visited = [];
  const sent = [];
  const asked = [];
  const uploads = [];
  const downloads = [];
  const screen = { value: 0.4, keptOn: false };
  const visit = ({ url, success, complete }) => {
    visited.push(url);
    success?.({});
    complete?.({});
  };
  const my = {
    canIUse: () => true,
    getSystemInfoSync: () => ({
      brand: 'Test',
      model: 'Phone',
      system: '1',
      platform: 'iOS',
      windowWidth: 375,
      pixelRatio: 2,
    }),
    getLaunchOptionsSync: () => ({}),
    getEnterOptionsSync: () => ({}),
    getNetworkType: succeed({ networkType: 'WIFI', networkAvailable: true }),
    onNetworkStatusChange: () => undefined,
    offNetworkStatusChange: () => undefined,
    setNavigationBar: succeed({}),
    showToast: succeed({}),
    getStorageSync: ({ key }) => ({ data: storage.get(key) ?? null }),
    setStorageSync: ({ key, data }) => storage.set(key, data),
    removeStorageSync: ({ key }) => storage.delete(key),
    getAuthCode: ({ scopes, success }) => {
      asked.push(scopes);
      success({ authCode: 'code-1' });
    },
    request: ({ success, complete, fail, ...options }) => {
      sent.push(options);
      setTimeout(() => {
        const { statusCode, data } = answer(options) ?? {};
        if (statusCode === undefined) {
          fail({ error: 12, errorMessage: 'network' });
        } else if (statusCode < 400) {
          success({ status: statusCode, data, headers: {} });
        } else {
          fail({ error: 19, status: statusCode, data });
        }
        complete?.({});
      }, 0);
      return { abort: () => undefined };
    },
    chooseImage: succeed({ apFilePaths: ['ap://photo'] }),
    compressImage: ({ apFilePaths, maxWidth, maxHeight, success }) =>
      success({ apFilePaths: [`${apFilePaths[0]}@${maxWidth}x${maxHeight}`] }),
    uploadFile: ({ success, complete, ...options }) => {
      uploads.push(options);
      setTimeout(() => {
        const { statusCode, data } = answer({ ...options, method: 'POST' });
        success({ statusCode, data: JSON.stringify(data) });
        complete?.({});
      }, 0);
      return { abort: () => undefined, onProgressUpdate: () => undefined };
    },
    downloadFile: ({ url, header, success, complete }) => {
      downloads.push({ url, header });
      success({ apFilePath: `ap://${downloads.length}` });
      complete?.({});
      return { abort: () => undefined, onProgressUpdate: () => undefined };
    },
    getLocation: succeed({ latitude: '40.8475', longitude: '111.7564', accuracy: '14.6' }),
    getScreenBrightness: ({ success, complete }) => {
      success?.({ brightness: screen.value });
      complete?.({});
    },
    setScreenBrightness: ({ brightness, success, complete }) => {
      screen.value = brightness;
      success?.({});
      complete?.({});
    },
    setKeepScreenOn: ({ keepScreenOn, success, complete }) => {
      screen.keptOn = keepScreenOn;
      success?.({});
      complete?.({});
    },
    navigateBack: visit,
    pageScrollTo: visit,
    navigateTo: visit,
    redirectTo: visit,
    reLaunch: visit,
  };
  return { my, storage, visited, sent, asked, uploads, downloads, screen };
};

/** Alipay has no simulator: the logic layer runs, and its pages are read from the data that they set. */
const startApp = (answer, kept = {}) => {
  const { my, ...records } = platform(answer, kept);
  let app = null;
  let page = null;
  const pages = [];
  Object.assign(global, {
    my,
    App: (config) => {
      app = config;
    },
    getApp: () => app,
    getCurrentPages: () => pages,
    Component: () => undefined,
    Page: (config) => {
      page = config;
    },
  });
  require(path.join(DIST, 'app.js'));
  app.onLaunch({ path: 'pages/home/index', query: {} });

  const open = async (route, query = {}) => {
    require(path.join(DIST, `${route}.js`));
    const data = [];
    const keep = (change, done) => {
      data.push(change);
      if (done) {
        setTimeout(done, 0);
      }
    };
    const instance = Object.assign(Object.create(page), {
      route,
      data: page.data,
      setData: keep,
      $spliceData: keep,
      $batchedUpdates: (run) => run(),
    });
    pages.push(instance);
    instance.onLoad(query);
    instance.onShow?.();
    instance.onReady?.();
    await until('the first render', () => data.length > 0);
    return new LogicPage(instance, data);
  };
  return { open, ...records };
};

/** A page by the data that it has set so far. */
class LogicPage {
  constructor(instance, data) {
    this.instance = instance;
    this.data = data;
  }

  sees(words) {
    return until(`"${words}"`, () => JSON.stringify(this.data).includes(words));
  }

  /** The same of what is no words: what is typed, what is chosen. */
  holds(part) {
    return this.sees(part);
  }

  /** What stands on the page now: every change put in its place, 'root.cn.[0].v' → the words of its first node. */
  get tree() {
    const tree = {};
    for (const change of this.data) {
      for (const [place, value] of Object.entries(change)) {
        const steps = place.split('.').map((step) => step.replace(/^\[(\d+)\]$/, '$1'));
        const last = steps.pop();
        const owner = steps.reduce((node, step) => (node[step] ??= {}), tree);
        owner[last] = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
      }
    }
    return tree;
  }

  /** For each match the nodes from it up to the top. */
  pathsTo(matches) {
    const search = (value) => {
      if (typeof value !== 'object' || value === null) {
        return [];
      }
      const inside = Object.values(value).flatMap(search);
      const paths = value.sid ? inside.map((path) => [...path, value]) : inside;
      return value.sid && inside.length === 0 && matches(value) ? [...paths, [value]] : paths;
    };
    return search(this.tree);
  }

  pathTo(matches) {
    return this.pathsTo(matches)[0] ?? [];
  }

  raise(type, { sid }, detail) {
    const target = { id: sid, dataset: { sid }, targetDataset: { sid } };
    this.instance.eh({ type, target, currentTarget: target, detail, timeStamp: Date.now() });
  }

  async tap(words) {
    await this.sees(words);
    this.tapUp(this.pathTo(({ v }) => v === words));
  }

  /** The last of several things that say the same: what lies on top. */
  tapLast(words) {
    this.tapUp(this.pathsTo(({ v }) => v === words).at(-1) ?? []);
  }

  tapUp(path) {
    for (const node of path) {
      if (node.v === undefined) {
        this.raise('tap', node, {});
      }
    }
  }

  type(id, value) {
    const [field] = this.pathTo(({ uid }) => uid === id);
    if (!field) {
      throw new Error(`no field ${id}`);
    }
    this.raise('input', field, { value });
  }
}

module.exports = { startApp, until };
