export default definePageConfig({ navigationBarTitleText: '离校申请' });
