import { Text, View } from '@tarojs/components';
import type { ReturnDesk, ReturnVersionView } from '@shared/return';
import { EvidencePhoto } from '@/components/evidence-photo';
import { Loaded } from '@/components/loaded';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { Facts, useDraftFacts, type Fact } from './draft-facts';
import { useVersions } from '@/returning/use-return';

/** What was handed in, version by version; what changed is marked. */
export function Versions({ desk, id }: { desk: ReturnDesk; id: string }) {
  const query = useVersions(id, true);
  return (
    <Loaded query={query}>
      {(versions) => (
        <>
          {newestFirst(versions).map(({ version, before }, index) => (
            <Version key={version.version} desk={desk} version={version} before={before} current={index === 0} />
          ))}
        </>
      )}
    </Loaded>
  );
}

/** Each version with the one that it took the place of. */
export const newestFirst = (
  versions: ReturnVersionView[],
): { version: ReturnVersionView; before: ReturnVersionView | undefined }[] => {
  const sorted = [...versions].sort((one, other) => other.version - one.version);
  return sorted.map((version, index) => ({ version, before: sorted[index + 1] }));
};

interface VersionProps {
  desk: ReturnDesk;
  version: ReturnVersionView;
  before: ReturnVersionView | undefined;
  current: boolean;
}

function Version({ desk, version, before, current }: VersionProps) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const factsOf = useDraftFacts(desk);
  const earlier = before ? new Map(factsOf(before.content).map((fact) => [fact.key, fact.words])) : null;
  const isNewPhoto = (key: string): boolean => {
    const slot = key.replace(/^evidence\./, '');
    return slot !== key && before?.content.evidence?.[slot]?.uploadId !== version.content.evidence?.[slot]?.uploadId;
  };
  const facts: Fact[] = factsOf(version.content).map((fact) => ({
    ...fact,
    changed: earlier !== null && (earlier.get(fact.key) !== fact.words || isNewPhoto(fact.key)),
  }));
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Text className="strong">
          {`${t('history.version', { version: version.version })} · ${at(version.submittedAt)}`}
        </Text>
        <Tag tone={current ? 'good' : 'plain'} icon={current ? 'done' : 'record'}>
          {t(current ? 'report.current' : 'report.earlier')}
        </Tag>
      </View>
      <Facts facts={facts} />
      <View className="photos">
        {desk.slots.map(({ key, title }) => {
          const photo = version.evidence[key];
          return (
            photo && (
              <EvidencePhoto
                key={key}
                photo={{ uploadId: photo.id, addresses: photo.addresses }}
                variant="thumbnail"
                label={pick(title)}
              />
            )
          );
        })}
      </View>
    </View>
  );
}
