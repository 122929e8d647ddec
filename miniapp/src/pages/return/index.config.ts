export default definePageConfig({ navigationBarTitleText: '健康返校' });
