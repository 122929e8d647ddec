export default definePageConfig({ navigationBarTitleText: '打卡结果' });
