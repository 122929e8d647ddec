/// <reference types="@tarojs/taro" />
declare module '*.scss';

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV?: 'h5' | 'weapp' | 'alipay';
    /** origin of the API for the mini-programs; empty: the origin that serves the page */
    TARO_APP_API?: string;
  }
}
