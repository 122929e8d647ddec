export default definePageConfig({ navigationBarTitleText: '到校签到' });
