export default definePageConfig({ navigationBarTitleText: '要跟进的情况' });
