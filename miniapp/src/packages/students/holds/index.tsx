import { Text, View } from '@tarojs/components';
import { HOLD_LIFTED_BY, type HoldLine } from '@shared/pass';
import { getHolds } from '@/api/holds';
import { Empty } from '@/components/empty';
import { Icon } from '@/components/icon';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { openCases, openPassagesOf } from '@/pages/routes';
import { usePages } from '@/state/use-pages';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { PersonHead } from '../people/person-head';
import '../words/register';

/** Who may pass no gate now, why in few words, and what lifts it. */
export default function Holds() {
  const { t } = useWords();
  const { query, items, more } = usePages(['holds'], getHolds);
  return (
    <Page title={t('holds.title')}>
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty icon="safe" title={t('holds.none')} text={t('holds.noneText')} />
          ) : (
            <>
              <View className="list">
                {items.map((line) => (
                  <Hold key={line.id} line={line} />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Hold({ line }: { line: HoldLine }) {
  const { t, book } = useWords();
  const { at } = useCampusTime();
  const { person, cause, placedAt, caseId } = line;
  return (
    <View className="list__item">
      <View className="list__main">
        <View className="row row--apart row--wrap">
          <Tag tone="danger" icon="failed">
            {book.pass.causes[cause]}
          </Tag>
          <Text className="field__hint">{t('holds.placedAt', { time: at(placedAt) })}</Text>
        </View>
        <View className="row row--apart row--wrap">
          <PersonHead person={person} />
          <TextButton icon="pass" onClick={() => openPassagesOf(person.personId)}>
            {t('holds.passages')}
          </TextButton>
        </View>
        <View className="row row--apart row--wrap">
          <View className="row">
            <Icon name="info" size={16} />
            <Text className="weak">{t(`holds.liftedBy.${HOLD_LIFTED_BY[cause]}`)}</Text>
          </View>
          {caseId && (
            <TextButton icon="record" onClick={() => openCases(caseId)}>
              {t('holds.see')}
            </TextButton>
          )}
        </View>
      </View>
    </View>
  );
}
