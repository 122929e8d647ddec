export default definePageConfig({ navigationBarTitleText: '通行终端', navigationStyle: 'custom' });
