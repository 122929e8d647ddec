export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/bind/index',
    'pages/check-in/index',
    'pages/check-in-result/index',
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
      pages: ['overview/index', 'people/index', 'cases/index', 'proxy/index'],
    },
  ],
  window: {
    navigationBarTitleText: '校园健康',
    navigationBarBackgroundColor: '#F5F7F8',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F5F7F8',
    enablePullDownRefresh: false,
  },
  permission: {
    'scope.userLocation': { desc: '用于在健康打卡时记录约一公里范围的大致位置' },
  },
  requiredPrivateInfos: ['getFuzzyLocation'],
  ...(process.env.TARO_ENV === 'alipay' ? { usePrivacyCheck: true } : { __usePrivacyCheck__: true }),
  lazyCodeLoading: 'requiredComponents',
});
