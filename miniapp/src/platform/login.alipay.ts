interface AlipayBridge {
  getAuthCode: (options: {
    scopes: string;
    success: (answer: { authCode: string }) => void;
    fail: (error: unknown) => void;
  }) => void;
}
declare const my: AlipayBridge;

export const platformLogin = (): Promise<{ platform: 'alipay'; code: string }> =>
  new Promise((resolve, reject) => {
    my.getAuthCode({
      scopes: 'auth_base',
      success: ({ authCode }) => resolve({ platform: 'alipay', code: authCode }),
      fail: reject,
    });
  });
