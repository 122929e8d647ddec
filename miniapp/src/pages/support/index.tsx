import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { SupportView } from '@shared/support';
import { Callout } from '@/components/callout';
import { Empty } from '@/components/empty';
import { Halls } from '@/components/halls';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { TextButton } from '@/components/text-button';
import { openBind } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { OtherFaq, SeenFaq } from './faq';
import { useSupport } from './use-support';

export default function Support() {
  const { t } = useWords();
  const { code, school, asking, query } = useSupport();
  return (
    <Page title={t('support.title')}>
      {school ? (
        <Loaded query={query} rows={6}>
          {(support) => <Help support={support} code={code} />}
        </Loaded>
      ) : asking ? (
        <Loaded query={asking} rows={6}>
          {() => <></>}
        </Loaded>
      ) : (
        <Empty
          icon="service"
          title={t('support.chooseSchool')}
          text={t('support.chooseSchoolText')}
          action={{ word: t('bind.schoolPick'), onClick: openBind }}
        />
      )}
    </Page>
  );
}

function Help({ support, code }: { support: SupportView; code: string | undefined }) {
  const { t, pick, book } = useWords();
  const errors: Record<string, { title: string; next: string }> = book.errors;
  const met = code ? errors[code] : undefined;
  const halls = <Halls key="halls" title={t('support.halls')} halls={support.halls} phone={support.phone} />;
  const others = <OtherFaq key="faq" faq={support.faq} code={code} />;
  return (
    <>
      {met && <Callout tone="info" icon="info" title={met.title} text={`${met.next} ${t('support.code', { code })}`} />}
      <SeenFaq faq={support.faq} code={code} />
      {/* whoever comes with a trouble looks for somebody to ask */}
      {code ? [halls, others] : [others, halls]}
      {support.website !== '' && (
        <View className="card">
          <Text className="title">{t('support.website')}</Text>
          <View className="row row--apart row--wrap">
            <Text className="weak breakable">{support.website}</Text>
            <TextButton onClick={() => void Taro.setClipboardData({ data: support.website })}>
              {t('support.copyWebsite')}
            </TextButton>
          </View>
        </View>
      )}
      {support.tutorials.length > 0 && (
        <View className="card">
          <Text className="title">{t('support.tutorials')}</Text>
          {support.tutorials.map(({ title, url }) => (
            <View key={url} className="row row--apart row--wrap">
              <Text>{pick(title)}</Text>
              <TextButton icon="video" onClick={() => void Taro.setClipboardData({ data: url })}>
                {t('support.copyTutorial')}
              </TextButton>
            </View>
          ))}
        </View>
      )}
    </>
  );
}
