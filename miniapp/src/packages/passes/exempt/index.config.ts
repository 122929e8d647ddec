export default definePageConfig({ navigationBarTitleText: '申请出入证' });
