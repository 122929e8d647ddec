export default definePageConfig({ navigationBarTitleText: '绑定校园卡' });
