/** A one-time code of the platform's own login, or null where there is none (H5). Never called on the first screen. */
export declare const platformLogin: () => Promise<{ platform: 'alipay' | 'weapp'; code: string } | null>;
