export default definePageConfig({ navigationBarTitleText: '健康预约', enablePullDownRefresh: true });
