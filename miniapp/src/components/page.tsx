import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, type ReactNode } from 'react';
import { standing } from '@/pages/routes';
import { useOnline } from '@/platform/use-online';
import { useSettings } from '@/state/settings';
import { useWords } from '@/words/use-words';
import { Icon } from './icon';
import { TopBar } from './top-bar';

interface Props {
  title: string;
  children: ReactNode;
  /** the one main action, at thumb height */
  action?: ReactNode;
  /** the page says by itself what it means to be without network */
  tellsOffline?: boolean;
}

export function Page({ title, children, action, tellsOffline = false }: Props) {
  const { t } = useWords();
  const largeText = useSettings((settings) => settings.largeText);
  const online = useOnline();
  useEffect(standing, []);
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title });
  }, [title]);
  return (
    <View className={`app${largeText ? ' app--large' : ''}${action ? ' app--with-action' : ''}`}>
      <TopBar title={title} backWord={t('app.back')} />
      {!online && !tellsOffline && (
        <View className="offline" ariaRole="alert">
          <Icon name="offline" size={16} />
          <Text>{t('app.offline')}</Text>
        </View>
      )}
      <View className="app__body">{children}</View>
      {action && <View className="action-bar">{action}</View>}
    </View>
  );
}
