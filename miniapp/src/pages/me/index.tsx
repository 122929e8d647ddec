import { View } from '@tarojs/components';
import { Confirm } from '@/components/confirm';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { MenuItem } from '@/components/menu-item';
import { Page } from '@/components/page';
import { openBind, openCorrection, openData, openPassword, openSessions } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { Account } from './account';
import { Bindings } from './bindings';
import { Display } from './display';
import { Privacy } from './privacy';
import { useMe } from './use-me';

export default function Me() {
  const { t } = useWords();
  const { signedIn, query, toUnbind, askUnbind, unbinding, leaving, askLeave, signingOut } = useMe();
  return (
    <Page title={t('me.title')}>
      {signedIn ? (
        <>
          <Loaded query={query}>
            {(me) => (
              <>
                <Account me={me} />
                <Bindings bindings={me.bindings} onUnbind={askUnbind} />
              </>
            )}
          </Loaded>
          <View className="list">
            <MenuItem icon="phone" word={t('me.sessions')} onClick={openSessions} />
            <MenuItem icon="safe" word={t('me.password')} onClick={openPassword} />
            <MenuItem icon="record" word={t('me.data')} onClick={openData} />
            <MenuItem icon="edit" word={t('me.correction')} onClick={openCorrection} />
          </View>
        </>
      ) : (
        <Empty
          icon="person"
          title={t('me.signedOut')}
          text={t('me.signedOutText')}
          action={{ word: t('home.invite'), onClick: openBind }}
        />
      )}
      <Display />
      <Privacy />
      {signedIn && (
        <MainButton kind="second" onClick={() => askLeave(true)}>
          {t('me.signOut')}
        </MainButton>
      )}
      <Confirm
        open={toUnbind !== null}
        title={toUnbind ? t('me.unbindAsk', { platform: t(`me.platforms.${toUnbind.platform}`) }) : ''}
        text={t('me.unbindText')}
        word={t('me.unbind')}
        danger
        busy={unbinding.isPending}
        error={unbinding.error}
        onConfirm={() => toUnbind && unbinding.mutate(toUnbind.id)}
        onClose={() => askUnbind(null)}
      />
      <Confirm
        open={leaving}
        title={t('me.signOutAsk')}
        text={t('me.signOutText')}
        word={t('me.signOut')}
        danger
        busy={signingOut.isPending}
        onConfirm={() => signingOut.mutate()}
        onClose={() => askLeave(false)}
      />
    </Page>
  );
}
