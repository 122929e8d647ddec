const path = require('node:path');

const DIST = path.resolve(__dirname, '../../dist/weapp');
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

/** WeChat as far as the compiled app asks for it; requests go to `answer`, which is away where it gives nothing. */
const platform = (answer, kept) => {
  const storage = new Map(Object.entries(kept));
  const visited = [];
  const sent = [];
  const uploads = [];
  const downloads = [];
  const screen = { value: 0.4, keptOn: false };
  const visit = ({ url, success, complete }) => {
    visited.push(url);
    success?.({});
    complete?.({});
  };
  const api = {
    getSystemInfoSync: () => ({
      brand: 'Test',
      model: 'Phone',
      system: '1',
      platform: 'devtools',
      windowWidth: 375,
      windowHeight: 667,
      pixelRatio: 2,
      SDKVersion: '3.0.0',
      language: 'zh_CN',
    }),
    getLaunchOptionsSync: () => ({ path: '', scene: 1001, query: {} }),
    getEnterOptionsSync: () => ({ path: '', scene: 1001, query: {} }),
    getNetworkType: ({ success, complete }) => {
      success?.({ networkType: 'wifi' });
      complete?.({});
    },
    onNetworkStatusChange: () => undefined,
    offNetworkStatusChange: () => undefined,
    setNavigationBarTitle: ({ success, complete }) => {
      success?.({});
      complete?.({});
    },
    showToast: ({ success, complete }) => {
      success?.({});
      complete?.({});
    },
    getStorageSync: (key) => storage.get(key) ?? '',
    setStorageSync: (key, value) => storage.set(key, value),
    removeStorageSync: (key) => storage.delete(key),
    login: ({ success, complete }) => {
      success?.({ code: 'code-1' });
      complete?.({});
    },
    request: (options) => {
      sent.push(options);
      setTimeout(() => {
        const given = answer(options);
        if (given) {
          options.success?.({ ...given, header: {} });
        } else {
          options.fail?.({ errMsg: 'request:fail' });
        }
        options.complete?.({});
      }, 0);
      return { abort: () => undefined };
    },
    chooseImage: ({ success, complete }) => {
      success?.({ tempFilePaths: ['wxfile://photo'], tempFiles: [] });
      complete?.({});
    },
    getImageInfo: ({ success, complete }) => {
      success?.({ width: 3000, height: 4000 });
      complete?.({});
    },
    compressImage: ({ src, compressedWidth, compressedHeight, success, complete }) => {
      success?.({ tempFilePath: `${src}@${compressedWidth}x${compressedHeight}` });
      complete?.({});
    },
    uploadFile: ({ success, complete, ...options }) => {
      let tell = () => undefined;
      const file = { ...options, tell: (progress) => tell({ progress }) };
      uploads.push(file);
      file.finish = () => {
        const { statusCode, data } = answer({ ...options, method: 'POST' });
        success?.({ statusCode, data: JSON.stringify(data) });
        complete?.({});
      };
      return {
        abort: () => undefined,
        onProgressUpdate: (hear) => {
          tell = hear;
        },
      };
    },
    downloadFile: ({ url, header, success, complete }) => {
      downloads.push({ url, header });
      success?.({ statusCode: 200, tempFilePath: `wxfile://${downloads.length}` });
      complete?.({});
      return { abort: () => undefined, onProgressUpdate: () => undefined };
    },
    getLocation: ({ type, success, complete }) => {
      success?.({ latitude: 40.8461, longitude: 111.7502, accuracy: 14.6, type });
      complete?.({});
    },
    getScreenBrightness: ({ success, complete }) => {
      success?.({ value: screen.value });
      complete?.({});
    },
    setScreenBrightness: ({ value, success, complete }) => {
      screen.value = value;
      success?.({});
      complete?.({});
    },
    setKeepScreenOn: ({ keepScreenOn, success, complete }) => {
      screen.keptOn = keepScreenOn;
      success?.({});
      complete?.({});
    },
    navigateTo: visit,
    redirectTo: visit,
    reLaunch: visit,
    navigateBack: ({ success, complete } = {}) => visit({ url: 'back', success, complete }),
    pageScrollTo: visit,
    canIUse: () => true,
    nextTick: (run) => setTimeout(run, 0),
  };
  return { api, storage, visited, sent, uploads, downloads, screen };
};

/** Starts the compiled app and opens its pages as WeChat does, each at most once. `kept` is the storage of the phone. */
const startApp = (answer, kept = {}) => {
  const simulate = require('miniprogram-simulate');
  const { api, ...records } = platform(answer, kept);
  let app = null;
  const pages = [];
  global.App = (config) => {
    app = config;
  };
  global.getApp = () => app;
  global.getCurrentPages = () => pages;
  global.Page = ({ data = {}, ...config }) => {
    const methods = Object.fromEntries(Object.entries(config).filter(([, member]) => typeof member === 'function'));
    global.Component({ data, methods, options: { addGlobalClass: true, classPrefix: '' } });
  };
  Object.assign(global.wx, api);
  require(path.join(DIST, 'app.js'));
  app.onLaunch?.({ path: 'pages/home/index', query: {}, scene: 1001 });
  app.onShow?.({});

  const open = async (route, query = {}) => {
    const component = simulate.render(
      simulate.load(path.join(DIST, route), 'main', { compiler: 'official', rootPath: DIST }),
    );
    const page = component.instance;
    page.route = route;
    page.__route__ = route;
    pages.push(page);
    const host = document.createElement('div');
    document.body.appendChild(host);
    component.attach(host);
    page.onLoad(query);
    page.onShow?.();
    page.onReady?.();
    await until('the first render', () => page.data.root?.cn?.length > 0);
    return new Screen(component);
  };
  return { open, ...records };
};

/** A rendered page: its words, its taps. */
class Screen {
  constructor(component) {
    this.component = component;
  }

  get words() {
    return this.component.dom.textContent;
  }

  sees(words) {
    return until(`"${words}" in: ${this.words.slice(0, 400)}`, () => this.words.includes(words));
  }

  /** What the page was given, shown as words or not: what is typed, what is chosen. */
  holds(part) {
    return until(`"${part}" in the page`, () => JSON.stringify(this.component.instance.data.root).includes(part));
  }

  /** The innermost node of the page's data with these words or this id. */
  find(matches, node = this.component.instance.data.root) {
    for (const child of node.cn ?? []) {
      const found = this.find(matches, child);
      if (found) {
        return found;
      }
    }
    return matches(node) ? node : null;
  }

  /** Raises an event where a finger or a keyboard would, through the app's own handler. */
  raise(type, node, detail) {
    const target = { id: node.uid ?? node.sid, dataset: { sid: node.sid } };
    this.component.instance.eh({ type, target, currentTarget: target, detail, timeStamp: Date.now() });
  }

  async tap(words) {
    await this.sees(words);
    const node = this.find(({ v }) => v === words) ?? this.find(({ v }) => typeof v === 'string' && v.includes(words));
    this.tapUpFrom(node);
  }

  /** The last of several things that say the same: what lies on top. */
  last(words) {
    const all = [];
    this.find((node) => {
      if (node.v === words) {
        all.push(node);
      }
      return false;
    });
    return all.at(-1);
  }

  tapLast(words) {
    this.tapUpFrom(this.last(words));
  }

  /** Chooses a chip, and waits until it is. */
  choose(words) {
    this.tapLast(words);
    const isChosen = () => this.pathTo(this.last(words)).some(({ cl = '' }) => cl.includes('chip--on'));
    return until(`${words} to be chosen`, isChosen);
  }

  tapUpFrom(node) {
    for (const owner of this.pathTo(node)) {
      if (owner.sid && owner.v === undefined) {
        this.raise('tap', owner, {});
      }
    }
  }

  type(id, value) {
    const node = this.find(({ uid, nn }) => uid === id || nn === id);
    if (!node) {
      throw new Error(`no field ${id}`);
    }
    this.raise('input', node, { value });
  }

  pathTo(wanted) {
    const search = (node) => {
      if (node === wanted) {
        return [node];
      }
      for (const child of node.cn ?? []) {
        const path = search(child);
        if (path) {
          return [...path, node];
        }
      }
      return null;
    };
    return search(this.component.instance.data.root) ?? [];
  }
}

module.exports = { startApp, until };
