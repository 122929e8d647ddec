export default definePageConfig({ navigationBarTitleText: '打卡详情' });
