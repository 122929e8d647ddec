export default definePageConfig({ navigationBarTitleText: '申请临时出入' });
