export default definePageConfig({ navigationBarTitleText: '校园健康', enablePullDownRefresh: true });
