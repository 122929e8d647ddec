export default definePageConfig({ navigationBarTitleText: '服务支持' });
