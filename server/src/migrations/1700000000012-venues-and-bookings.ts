import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Venues with their halls and doors, bookings of places in them, who waits for one, and who did not come. */
export class VenuesAndBookings1700000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE venue_kinds (
        school_id uuid NOT NULL REFERENCES schools (id),
        id uuid NOT NULL UNIQUE,
        code text NOT NULL CHECK (code ~ '^[a-z0-9]{1,16}$'),
        name jsonb NOT NULL,
        daily_limit int NOT NULL CHECK (daily_limit BETWEEN 1 AND 20),
        breach_limit int NOT NULL CHECK (breach_limit BETWEEN 1 AND 10),
        breach_days int NOT NULL CHECK (breach_days BETWEEN 1 AND 90),
        cool_down_hours int NOT NULL CHECK (cool_down_hours BETWEEN 0 AND 720),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, code)
      );
      CREATE TABLE venues (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        campus_id uuid NOT NULL,
        kind_id uuid NOT NULL,
        name jsonb NOT NULL,
        use_minutes int NOT NULL CHECK (use_minutes BETWEEN 5 AND 720),
        -- [{weekday, opens, closes}], minutes of the campus day
        hours jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        removed_at timestamptz,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, id, campus_id),
        UNIQUE (school_id, id, kind_id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id),
        FOREIGN KEY (school_id, kind_id) REFERENCES venue_kinds (school_id, id)
      );
      CREATE INDEX venues_campus ON venues (school_id, campus_id) WHERE removed_at IS NULL;
      -- a door is a gate; it leads into one venue, of its own campus
      ALTER TABLE gates ADD UNIQUE (school_id, id, campus_id);
      CREATE TABLE venue_doors (
        school_id uuid NOT NULL,
        gate_id uuid NOT NULL,
        venue_id uuid NOT NULL,
        campus_id uuid NOT NULL,
        PRIMARY KEY (school_id, gate_id),
        FOREIGN KEY (school_id, gate_id, campus_id) REFERENCES gates (school_id, id, campus_id),
        FOREIGN KEY (school_id, venue_id, campus_id) REFERENCES venues (school_id, id, campus_id)
      );
      CREATE INDEX venue_doors_venue ON venue_doors (school_id, venue_id);
      CREATE TABLE venue_closures (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        venue_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        reason jsonb NOT NULL,
        set_by uuid NOT NULL,
        set_at timestamptz NOT NULL,
        removed_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, venue_id) REFERENCES venues (school_id, id),
        FOREIGN KEY (school_id, set_by) REFERENCES people (school_id, id),
        CHECK (starts_at < ends_at)
      );
      CREATE INDEX venue_closures_venue ON venue_closures (school_id, venue_id, ends_at) WHERE removed_at IS NULL;

      -- whoever takes a place or gives one back locks the row of the hall first
      CREATE TABLE halls (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        venue_id uuid NOT NULL,
        name jsonb NOT NULL,
        sex text CHECK (sex IN ('female', 'male')),
        -- as the school wants it
        wished int NOT NULL CHECK (wished BETWEEN 0 AND 5000),
        -- as it is: above the wish while more places are taken than the school wants
        capacity int NOT NULL,
        held int NOT NULL DEFAULT 0 CHECK (held >= 0),
        -- places that the last taking has taken: what its statement goes on from
        drawn int NOT NULL DEFAULT 0,
        removed_at timestamptz,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, id, venue_id),
        FOREIGN KEY (school_id, venue_id) REFERENCES venues (school_id, id),
        CONSTRAINT halls_never_over CHECK (held <= capacity),
        CONSTRAINT halls_shrink CHECK (capacity = greatest(wished, held))
      ) WITH (fillfactor = 70);
      CREATE INDEX halls_venue ON halls (school_id, venue_id) WHERE removed_at IS NULL;

      CREATE TABLE bookings (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        hall_id uuid NOT NULL,
        venue_id uuid NOT NULL,
        kind_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN
          ('offered', 'held', 'in_use', 'admitted_late', 'ended', 'expired', 'cancelled', 'lapsed')),
        -- campus day, for the daily limit
        day date NOT NULL,
        booked_at timestamptz NOT NULL,
        -- of an offer or of the grace: void from this instant on, whether or not anything has noticed
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        -- the time limit of the use
        ends_at timestamptz,
        ended_at timestamptz,
        ended_by text CHECK (ended_by IN ('code', 'face', 'number', 'phone', 'timeout', 'cancelled', 'declined', 'fever',
          'venue_closed', 'expired', 'person_left')),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, id, person_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, hall_id, venue_id) REFERENCES halls (school_id, id, venue_id),
        FOREIGN KEY (school_id, venue_id, kind_id) REFERENCES venues (school_id, id, kind_id),
        CHECK ((state IN ('in_use', 'admitted_late')) <= (used_at IS NOT NULL AND ends_at IS NOT NULL)),
        CHECK ((state IN ('ended', 'expired', 'cancelled', 'lapsed')) = (ended_at IS NOT NULL)),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      ) WITH (fillfactor = 80);
      CREATE UNIQUE INDEX bookings_one_active ON bookings (school_id, person_id)
        WHERE state IN ('offered', 'held', 'in_use', 'admitted_late');
      CREATE INDEX bookings_person ON bookings (school_id, person_id, booked_at DESC);
      CREATE INDEX bookings_hall ON bookings (school_id, hall_id) WHERE state IN ('offered', 'held', 'in_use', 'admitted_late');
      CREATE INDEX bookings_hall_time ON bookings (school_id, hall_id, booked_at);
      -- what the clock ends next
      CREATE INDEX bookings_due_void ON bookings (expires_at) WHERE state IN ('offered', 'held');
      CREATE INDEX bookings_due_end ON bookings (ends_at) WHERE state IN ('in_use', 'admitted_late');

      CREATE TABLE booking_breaches (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        kind_id uuid NOT NULL,
        venue_id uuid NOT NULL,
        at timestamptz NOT NULL,
        undone_at timestamptz,
        -- null: a scan in time was told later
        undone_by uuid,
        undone_reason text CHECK (char_length(undone_reason) BETWEEN 10 AND 500),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, booking_id),
        FOREIGN KEY (school_id, booking_id, person_id) REFERENCES bookings (school_id, id, person_id),
        FOREIGN KEY (school_id, venue_id, kind_id) REFERENCES venues (school_id, id, kind_id),
        FOREIGN KEY (school_id, undone_by) REFERENCES people (school_id, id),
        CHECK (undone_by IS NULL OR undone_at IS NOT NULL)
      );
      CREATE INDEX booking_breaches_counting ON booking_breaches (school_id, person_id, kind_id, at) WHERE undone_at IS NULL;
      CREATE INDEX booking_breaches_person ON booking_breaches (school_id, person_id, at DESC, id DESC);
      CREATE INDEX booking_breaches_time ON booking_breaches (school_id, at) WHERE undone_at IS NULL;

      -- in the order of place, which a sequence gives under the lock of the hall
      CREATE TABLE waiting_entries (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        hall_id uuid NOT NULL,
        place bigint GENERATED ALWAYS AS IDENTITY,
        joined_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, person_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, hall_id) REFERENCES halls (school_id, id)
      );
      CREATE INDEX waiting_entries_hall ON waiting_entries (school_id, hall_id, place);

      -- what the door of a venue adds to the ways of showing who one is
      ALTER TABLE passages DROP CONSTRAINT passages_means_check;
      ALTER TABLE passages ADD CONSTRAINT passages_means_check CHECK (means IN ('code', 'number', 'face'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE waiting_entries, booking_breaches, bookings, halls, venue_closures, venue_doors, venues, venue_kinds;
      ALTER TABLE gates DROP CONSTRAINT gates_school_id_id_campus_id_key;
      DELETE FROM passages WHERE means = 'face';
      ALTER TABLE passages DROP CONSTRAINT passages_means_check;
      ALTER TABLE passages ADD CONSTRAINT passages_means_check CHECK (means IN ('code', 'number'));
    `);
  }
}
