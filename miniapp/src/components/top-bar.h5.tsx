import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Icon } from './icon';

const goBack = (): void => {
  if (Taro.getCurrentPages().length > 1) {
    void Taro.navigateBack();
  } else {
    void Taro.reLaunch({ url: '/pages/home/index' });
  }
};

export function TopBar({ title, backWord }: { title: string; backWord: string }) {
  const atHome = Taro.getCurrentInstance().router?.path.includes('pages/home/index') ?? false;
  return (
    <View className="top-bar">
      {atHome ? (
        <View className="top-bar__side" />
      ) : (
        <View className="top-bar__side" ariaRole="button" ariaLabel={backWord} onClick={goBack}>
          <Icon name="back" />
        </View>
      )}
      <Text className="top-bar__title">{title}</Text>
      <View className="top-bar__side" />
    </View>
  );
}
