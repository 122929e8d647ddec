export default definePageConfig({ navigationBarTitleText: '代为打卡' });
