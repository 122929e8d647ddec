export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/bind/index',
    'pages/pass/index',
    'pages/check-in/index',
    'pages/check-in-result/index',
    'pages/return/index',
    'pages/arrival/index',
    'pages/history/index',
    'pages/report/index',
    'pages/inbox/index',
    'pages/support/index',
    'pages/me/index',
    'pages/sessions/index',
    'pages/correction/index',
    'pages/password/index',
  ],
  subPackages: [
    {
      root: 'packages/students',
      pages: [
        'overview/index',
        'people/index',
        'cases/index',
        'proxy/index',
        'expected/index',
        'holds/index',
        'passages/index',
      ],
    },
    {
      root: 'packages/approvals',
      pages: ['inbox/index', 'request/index', 'deputies/index'],
    },
    {
      root: 'packages/leaving',
      pages: ['index/index'],
    },
    {
      root: 'packages/account',
      pages: ['data/index'],
    },
    {
      root: 'packages/passes',
      pages: ['exempt/index', 'temporary/index', 'temporary-form/index', 'passages/index'],
    },
    {
      root: 'packages/booking',
      pages: ['desk/index', 'history/index', 'breaches/index', 'board/index'],
    },
    // a tablet at a gate: in a browser only
    ...(process.env.TARO_ENV === 'h5' ? [{ root: 'packages/kiosk', pages: ['index/index'] }] : []),
  ],
  window: {
    navigationBarTitleText: '校园健康',
    navigationBarBackgroundColor: '#F5F7F8',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F5F7F8',
    enablePullDownRefresh: false,
  },
  permission: {
    'scope.userLocation': { desc: '用于健康打卡时约一公里范围的大致位置，以及到校签到时确认你已在校区内' },
  },
  // WeChat takes either the fuzzy location or the exact one; the check-in rounds it on the phone
  requiredPrivateInfos: ['getLocation'],
  ...(process.env.TARO_ENV === 'alipay' ? { usePrivacyCheck: true } : { __usePrivacyCheck__: true }),
  lazyCodeLoading: 'requiredComponents',
});
