export default definePageConfig({ navigationBarTitleText: '暂停通行' });
