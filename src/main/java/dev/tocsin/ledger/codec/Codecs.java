package dev.tocsin.ledger.codec;

import dev.tocsin.alert.Alert;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.AlertKey;
import dev.tocsin.ledger.Logged;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Parcel;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Roster;
import dev.tocsin.remedy.Act;
import dev.tocsin.uptime.Spell;

/** The codecs of all records that are stored as documents of their own. */
public final class Codecs {
    public static final Codec<Alert> ALERT = new AlertCodec();
    public static final Codec<AlertKey> ALERT_KEY = new AlertKeyCodec();
    public static final Codec<Incident> INCIDENT = new IncidentCodec();
    public static final Codec<Parcel> PARCEL = new ParcelCodec();
    public static final Codec<Act> ACT = new ActCodec();
    public static final Codec<Tenure> TENURE = new TenureCodec();
    public static final Codec<Spell> SPELL = new SpellCodec();
    public static final Codec<Silence> SILENCE = new SilenceCodec();
    public static final Codec<Replacement> REPLACEMENT = new ReplacementCodec();
    public static final Codec<Roster> ROSTER = new RosterCodec();
    public static final Codec<Entry> ENTRY = new EntryCodec();
    public static final Codec<Logged> LOGGED = new LoggedCodec();

    private Codecs() {}
}
