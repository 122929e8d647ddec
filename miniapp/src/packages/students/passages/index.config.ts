export default definePageConfig({ navigationBarTitleText: '学生通行' });
