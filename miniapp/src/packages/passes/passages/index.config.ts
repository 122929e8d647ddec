export default definePageConfig({ navigationBarTitleText: '最近通行' });
