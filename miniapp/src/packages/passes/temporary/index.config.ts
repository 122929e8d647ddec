export default definePageConfig({ navigationBarTitleText: '临时出入' });
