export default definePageConfig({ navigationBarTitleText: '应到未到' });
