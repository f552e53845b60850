<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Charts</name>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>%1, nothing to show</source>
            <translation>%1, nichts zu zeigen</translation>
        </message>
        <message>
            <source>up %1</source>
            <translation>%1 mehr</translation>
        </message>
        <message>
            <source>down %1</source>
            <translation>%1 weniger</translation>
        </message>
        <message>
            <source>most on %1</source>
            <translation>am meisten: %1</translation>
        </message>
        <message>
            <source>with %1</source>
            <translation>mit %1</translation>
        </message>
    </context>
    <context>
        <name>DateWords</name>
        <message>
            <source>to|until|till|through|and</source>
            <comment>between two dates: 1 Feb to 9 Mar</comment>
            <translation>bis|und</translation>
        </message>
        <message>
            <source>from|between</source>
            <comment>before the first of two dates</comment>
            <translation>vom|von|zwischen</translation>
        </message>
        <message>
            <source>since|from</source>
            <comment>before a date, meaning until today</comment>
            <translation>seit|ab</translation>
        </message>
        <message>
            <source>last|past|previous</source>
            <comment>last 10 days, last month</comment>
            <translation>letzte|letzten|letzter|letztes|vergangene|vergangenen|vergangener|vergangenes|vorige|voriger|voriges</translation>
        </message>
        <message>
            <source>this|current</source>
            <comment>this month, until today</comment>
            <translation>diese|dieser|dieses|diesen|laufende|laufender|laufendes</translation>
        </message>
        <message>
            <source>today|now</source>
            <comment>a day</comment>
            <translation>heute|jetzt</translation>
        </message>
        <message>
            <source>yesterday</source>
            <comment>a day</comment>
            <translation>gestern</translation>
        </message>
        <message>
            <source>day|days</source>
            <comment>last 10 days</comment>
            <translation>tag|tage|tagen</translation>
        </message>
        <message>
            <source>week|weeks</source>
            <comment>last 2 weeks</comment>
            <translation>woche|wochen</translation>
        </message>
        <message>
            <source>month|months</source>
            <comment>last 3 months</comment>
            <translation>monat|monate|monaten</translation>
        </message>
        <message>
            <source>year|years</source>
            <comment>last year</comment>
            <translation>jahr|jahre|jahren</translation>
        </message>
        <message>
            <source>all|all time|everything|ever</source>
            <comment>all days there are</comment>
            <translation>alles|alle|immer|gesamt|gesamte zeit</translation>
        </message>
        <message>
            <source>the|of|in|on</source>
            <comment>words without meaning between dates</comment>
            <translation>der|die|das|den|dem|zum|im|in|am|vom</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>Something went wrong: %1</source>
            <translation>Etwas ging schief: %1</translation>
        </message>
        <message>
            <source>The hub does not answer. It is asked again by itself.</source>
            <translation>Der Hub antwortet nicht. Er wird von selbst wieder gefragt.</translation>
        </message>
        <message>
            <source>This question took too long. Ask by week, or for a shorter time.</source>
            <translation>Diese Frage dauerte zu lange. Nach Woche fragen oder für kürzere Zeit.</translation>
        </message>
        <message>
            <source>The hub does not know this token. Make a new one there.</source>
            <translation>Der Hub kennt diesen Token nicht. Dort einen neuen anlegen.</translation>
        </message>
        <message>
            <source>This token may look, but not change things.</source>
            <translation>Dieser Token darf ansehen, aber nichts ändern.</translation>
        </message>
        <message>
            <source>This is no longer there.</source>
            <translation>Das gibt es nicht mehr.</translation>
        </message>
        <message>
            <source>This is already in use. Choose another.</source>
            <translation>Das ist schon vergeben. Ein anderes wählen.</translation>
        </message>
        <message>
            <source>The hub is busy. Try again in a moment.</source>
            <translation>Der Hub ist beschäftigt. Gleich noch einmal versuchen.</translation>
        </message>
        <message>
            <source>The hub did not accept this: %1</source>
            <translation>Der Hub hat das nicht angenommen: %1</translation>
        </message>
    </context>
    <context>
        <name>ExclusionRules</name>
        <message>
            <source>Addresses not counted</source>
            <translation>Adressen, die nicht zählen</translation>
        </message>
        <message>
            <source>IP addresses and blocks such as 203.0.113.7 or 10.0.0.0/8, separated by commas.</source>
            <translation>IP-Adressen und Blöcke wie 203.0.113.7 oder 10.0.0.0/8, durch Kommas getrennt.</translation>
        </message>
        <message>
            <source>Pages not counted</source>
            <translation>Seiten, die nicht zählen</translation>
        </message>
        <message>
            <source>Paths such as /admin/**: * stands for a part of a segment, ** for anything.</source>
            <translation>Pfade wie /admin/**: * steht für einen Teil eines Abschnitts, ** für alles.</translation>
        </message>
        <message>
            <source>Hosts not counted</source>
            <translation>Hosts, die nicht zählen</translation>
        </message>
        <message>
            <source>Hosts such as staging.example.org; *.example.org is every host below it.</source>
            <translation>Hosts wie staging.example.org; *.example.org ist jeder Host darunter.</translation>
        </message>
        <message>
            <source>There are more than %1 rules.</source>
            <translation>Es sind mehr als %1 Regeln.</translation>
        </message>
        <message>
            <source>%1 is neither an IP address nor a block of them.</source>
            <translation>%1 ist weder eine IP-Adresse noch ein Block davon.</translation>
        </message>
        <message>
            <source>%1 is no path. A path begins with / or *.</source>
            <translation>%1 ist kein Pfad. Ein Pfad beginnt mit / oder *.</translation>
        </message>
        <message>
            <source>%1 is no host. A host looks like www.example.org.</source>
            <translation>%1 ist kein Host. Ein Host sieht aus wie www.example.org.</translation>
        </message>
    </context>
    <context>
        <name>FunnelDefinition</name>
        <message>
            <source>in this order with nothing between</source>
            <translation>in dieser Reihenfolge ohne etwas dazwischen</translation>
        </message>
        <message>
            <source>in any order</source>
            <translation>in beliebiger Reihenfolge</translation>
        </message>
        <message>
            <source>in this order</source>
            <translation>in dieser Reihenfolge</translation>
        </message>
        <message>
            <source>1 hour</source>
            <translation>1 Stunde</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tagen</numerusform>
            </translation>
        </message>
        <message>
            <source>page is %1</source>
            <translation>Seite ist %1</translation>
        </message>
    </context>
    <context>
        <name>LiveText</name>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>Page view</source>
            <translation>Seitenaufruf</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Bildschirm</translation>
        </message>
        <message>
            <source>Identified</source>
            <translation>Erkannt</translation>
        </message>
        <message>
            <source>Joined</source>
            <translation>Verbunden</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <source>Exception</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Link opened</source>
            <translation>Link geöffnet</translation>
        </message>
        <message>
            <source>Pixel seen</source>
            <translation>Pixel gesehen</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Liest</translation>
        </message>
        <message>
            <source>Page speed</source>
            <translation>Seitentempo</translation>
        </message>
        <message>
            <source>Experiment</source>
            <translation>Experiment</translation>
        </message>
        <message>
            <source>%1, kept out of the numbers</source>
            <translation>%1, zählt nicht mit</translation>
        </message>
        <message>
            <source>%1 read %2, kept out of the numbers</source>
            <translation>%1 hat %2 gelesen, zählt nicht mit</translation>
        </message>
        <message>
            <source>kept out of the numbers: %1</source>
            <translation>zählt nicht mit: %1</translation>
        </message>
        <message>
            <source>anonymous %1 is now a known person</source>
            <translation>anonym %1 ist jetzt bekannt</translation>
        </message>
        <message>
            <source>Visitor %1</source>
            <translation>Besucher %1</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Unknown key %1</source>
            <translation>Unbekannter Schlüssel %1</translation>
        </message>
        <message>
            <source>The stated time is not a time; the time of arrival counts.</source>
            <translation>Die angegebene Zeit ist keine; es zählt die Ankunft.</translation>
        </message>
        <message>
            <source>The stated time lies ahead; the time of arrival counts.</source>
            <translation>Die angegebene Zeit liegt in der Zukunft; es zählt die Ankunft.</translation>
        </message>
        <message>
            <source>The stated time is more than 400 days old; the time of arrival counts.</source>
            <translation>Die angegebene Zeit ist über 400 Tage alt; es zählt die Ankunft.</translation>
        </message>
        <message>
            <source>A text was longer than is kept and was cut.</source>
            <translation>Ein Text war zu lang und wurde gekürzt.</translation>
        </message>
        <message>
            <source>Bytes that are no text were replaced.</source>
            <translation>Bytes, die kein Text sind, wurden ersetzt.</translation>
        </message>
        <message>
            <source>The message id was too long; a short form of it is kept.</source>
            <translation>Die Nachrichten-ID war zu lang; eine Kurzform bleibt.</translation>
        </message>
        <message>
            <source>There were more properties than are kept.</source>
            <translation>Es waren mehr Eigenschaften, als behalten werden.</translation>
        </message>
        <message>
            <source>The amount or its currency makes no sense and was left out.</source>
            <translation>Betrag oder Währung ergibt keinen Sinn und wurde weggelassen.</translation>
        </message>
        <message>
            <source>The page address cannot be read.</source>
            <translation>Die Seitenadresse ist nicht lesbar.</translation>
        </message>
        <message>
            <source>The time zone is not known.</source>
            <translation>Die Zeitzone ist unbekannt.</translation>
        </message>
        <message>
            <source>A value had the wrong type and was left out.</source>
            <translation>Ein Wert hatte den falschen Typ und wurde weggelassen.</translation>
        </message>
        <message>
            <source>The sender may not speak for others; what it said of a visitor was left out.</source>
            <translation>Der Sender darf nicht für andere sprechen; was er über einen Besucher sagte, wurde weggelassen.</translation>
        </message>
    </context>
    <context>
        <name>MetricText</name>
        <message>
            <source>Visitors</source>
            <translation>Besucher</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Besuche</translation>
        </message>
        <message>
            <source>Page views</source>
            <translation>Seitenaufrufe</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Views per visit</source>
            <translation>Aufrufe je Besuch</translation>
        </message>
        <message>
            <source>Page views divided by visits.</source>
            <translation>Seitenaufrufe geteilt durch Besuche.</translation>
        </message>
        <message>
            <source>Bounce rate</source>
            <translation>Absprungrate</translation>
        </message>
        <message>
            <source>Visit time</source>
            <translation>Besuchszeit</translation>
        </message>
        <message>
            <source>Engaged</source>
            <translation>Beteiligt</translation>
        </message>
        <message>
            <source>Revenue</source>
            <translation>Umsatz</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Entry page</source>
            <translation>Einstiegsseite</translation>
        </message>
        <message>
            <source>Exit page</source>
            <translation>Ausstiegsseite</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>Host</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Kanal</translation>
        </message>
        <message>
            <source>Referrer</source>
            <translation>Verweis</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>Kampagne</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>Browser</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Bildschirm</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Page title</source>
            <translation>Seitentitel</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Sent as</source>
            <translation>Gesendet als</translation>
        </message>
        <message>
            <source>Direct / None</source>
            <translation>Direkt / ohne</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>(keine)</translation>
        </message>
        <message>
            <source>Desktop</source>
            <translation>Computer</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Tablet</source>
            <translation>Tablet</translation>
        </message>
        <message>
            <source>TV</source>
            <translation>Fernseher</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Different visitors with at least one event in this time. Where no id is known, they are counted per day and the days are added.</source>
            <translation>Verschiedene Besucher mit mindestens einem Ereignis in dieser Zeit. Wo keine Kennung bekannt ist, werden sie je Tag gezählt und die Tage addiert.</translation>
        </message>
        <message>
            <source>Visits that start in this time. A visit is a run of one visitor&apos;s events without a gap of 30 minutes.</source>
            <translation>Besuche, die in dieser Zeit beginnen. Ein Besuch ist eine Folge von Ereignissen eines Besuchers ohne Pause von 30 Minuten.</translation>
        </message>
        <message>
            <source>Page views in this time. Reloads count; pages that a browser fetches ahead do not.</source>
            <translation>Seitenaufrufe in dieser Zeit. Neu geladene zählen; was ein Browser im Voraus holt, zählt nicht.</translation>
        </message>
        <message>
            <source>All events in this time, page views included. Identity calls and background records are not events.</source>
            <translation>Alle Ereignisse in dieser Zeit, Seitenaufrufe eingeschlossen. Aufrufe zur Kennung und Meldungen im Hintergrund sind keine Ereignisse.</translation>
        </message>
        <message>
            <source>Bounces divided by visits. A bounce is a visit with one page view or none and no interactive event.</source>
            <translation>Absprünge geteilt durch Besuche. Ein Absprung ist ein Besuch mit höchstens einem Seitenaufruf und ohne interaktives Ereignis.</translation>
        </message>
        <message>
            <source>Mean time from a visit&apos;s start to its last page view or interactive event. Visits with a single event count as 0.</source>
            <translation>Mittlere Zeit vom Beginn eines Besuchs bis zu seinem letzten Seitenaufruf oder interaktiven Ereignis. Besuche mit einem einzigen Ereignis zählen als 0.</translation>
        </message>
        <message>
            <source>Engaged visits divided by visits. Engaged means 10 seconds or more, two page views or more, or a conversion.</source>
            <translation>Besuche mit Beteiligung geteilt durch Besuche. Beteiligung heißt: mindestens 10 Sekunden, mindestens zwei Seitenaufrufe oder eine Konversion.</translation>
        </message>
        <message>
            <source>Sum of the amounts in this time, per currency; nothing is converted. Refunds lower it.</source>
            <translation>Summe der Beträge in dieser Zeit, je Währung; nichts wird umgerechnet. Erstattungen verringern sie.</translation>
        </message>
        <message>
            <source>Visitors now</source>
            <translation>Besucher jetzt</translation>
        </message>
        <message>
            <source>Different visitors with an event in the last 5 minutes. Filters do not change it.</source>
            <translation>Verschiedene Besucher mit einem Ereignis in den letzten 5 Minuten. Filter ändern daran nichts.</translation>
        </message>
        <message>
            <source>Last 30 minutes</source>
            <translation>Letzte 30 Minuten</translation>
        </message>
        <message>
            <source>Page views per minute in the last 30 minutes.</source>
            <translation>Seitenaufrufe je Minute in den letzten 30 Minuten.</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>Fluss</translation>
        </message>
        <message>
            <source>Events stored each second, newest at the right. Brass dots are requests that were refused.</source>
            <translation>Gespeicherte Ereignisse je Sekunde, die neueste rechts. Messingpunkte sind abgelehnte Anfragen.</translation>
        </message>
    </context>
    <context>
        <name>Periods</name>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <source>Last 30 minutes</source>
            <translation>Letzte 30 Minuten</translation>
        </message>
        <message>
            <source>Last 24 hours</source>
            <translation>Letzte 24 Stunden</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Letzte 7 Tage</translation>
        </message>
        <message>
            <source>Last 28 days</source>
            <translation>Letzte 28 Tage</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Letzte 30 Tage</translation>
        </message>
        <message>
            <source>Last 91 days</source>
            <translation>Letzte 91 Tage</translation>
        </message>
        <message>
            <source>Month to date</source>
            <translation>Monat bis heute</translation>
        </message>
        <message>
            <source>Last month</source>
            <translation>Letzter Monat</translation>
        </message>
        <message>
            <source>Year to date</source>
            <translation>Jahr bis heute</translation>
        </message>
        <message>
            <source>Last 6 months</source>
            <translation>Letzte 6 Monate</translation>
        </message>
        <message>
            <source>Last 12 months</source>
            <translation>Letzte 12 Monate</translation>
        </message>
        <message>
            <source>All time</source>
            <translation>Gesamte Zeit</translation>
        </message>
    </context>
    <context>
        <name>ProtocolSnippets</name>
        <message>
            <source>In the page</source>
            <translation>In der Seite</translation>
        </message>
        <message>
            <source>From npm</source>
            <translation>Von npm</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Pixel</source>
            <translation>Pixel</translation>
        </message>
        <message>
            <source>Redirect</source>
            <translation>Weiterleitung</translation>
        </message>
        <message>
            <source>With their script</source>
            <translation>Mit deren Skript</translation>
        </message>
    </context>
    <context>
        <name>PublicIds</name>
        <message>
            <source>Write key</source>
            <translation>Schreibschlüssel</translation>
        </message>
        <message>
            <source>A write key has no blanks, quotes or colons.</source>
            <translation>Ein Schreibschlüssel hat keine Leerzeichen, Anführungszeichen und Doppelpunkte.</translation>
        </message>
        <message>
            <source>Umami website id</source>
            <translation>Umami-Website-ID</translation>
        </message>
        <message>
            <source>A website id of Umami looks like 11111111-2222-4333-8444-555555555555.</source>
            <translation>Eine Website-ID von Umami sieht aus wie 11111111-2222-4333-8444-555555555555.</translation>
        </message>
        <message>
            <source>PostHog token</source>
            <translation>PostHog-Token</translation>
        </message>
        <message>
            <source>A token of PostHog has letters, digits and _ only, such as phc_4Kt9.</source>
            <translation>Ein Token von PostHog hat nur Buchstaben, Ziffern und _, etwa phc_4Kt9.</translation>
        </message>
        <message>
            <source>GoatCounter site code</source>
            <translation>GoatCounter-Kürzel</translation>
        </message>
        <message>
            <source>A site code has letters, digits, - and _ only.</source>
            <translation>Ein Kürzel hat nur Buchstaben, Ziffern, - und _.</translation>
        </message>
        <message>
            <source>OpenTrace UID</source>
            <translation>OpenTrace-UID</translation>
        </message>
        <message>
            <source>A UID has no blanks, quotes or slashes.</source>
            <translation>Eine UID hat keine Leerzeichen, Anführungszeichen und Schrägstriche.</translation>
        </message>
        <message>
            <source>%1 is no host. A host looks like www.example.org.</source>
            <translation>%1 ist kein Host. Ein Host sieht aus wie www.example.org.</translation>
        </message>
        <message>
            <source>Another source has one of these hosts already.</source>
            <translation>Eine andere Quelle hat einen dieser Hosts schon.</translation>
        </message>
        <message>
            <source>Another source has this already.</source>
            <translation>Eine andere Quelle hat das schon.</translation>
        </message>
        <message>
            <source>The hub does not take one of these hosts. A host looks like www.example.org.</source>
            <translation>Der Hub nimmt einen dieser Hosts nicht. Ein Host sieht aus wie www.example.org.</translation>
        </message>
    </context>
    <context>
        <name>Recipes</name>
        <message>
            <source>Websites</source>
            <translation>Websites</translation>
        </message>
        <message>
            <source>Apps and back ends</source>
            <translation>Apps und Server</translation>
        </message>
        <message>
            <source>Put this into your pages</source>
            <translation>Das in die Seiten einfügen</translation>
        </message>
        <message>
            <source>Open your site once</source>
            <translation>Die Website einmal öffnen</translation>
        </message>
        <message>
            <source>Run it once</source>
            <translation>Einmal ausführen</translation>
        </message>
        <message>
            <source>Sightglass script</source>
            <translation>Sightglass-Skript</translation>
        </message>
        <message>
            <source>Two lines in every page, above &lt;/head&gt;.</source>
            <translation>Zwei Zeilen in jede Seite, über &lt;/head&gt;.</translation>
        </message>
        <message>
            <source>Segment script</source>
            <translation>Segment-Skript</translation>
        </message>
        <message>
            <source>The usual Segment package with another host.</source>
            <translation>Das übliche Segment-Paket mit einem anderen Host.</translation>
        </message>
        <message>
            <source>curl or anything else</source>
            <translation>curl oder anderes</translation>
        </message>
        <message>
            <source>One request is one event.</source>
            <translation>Eine Anfrage ist ein Ereignis.</translation>
        </message>
        <message>
            <source>Send an event</source>
            <translation>Ein Ereignis senden</translation>
        </message>
        <message>
            <source>Wait for it</source>
            <translation>Darauf warten</translation>
        </message>
        <message>
            <source>Your pages keep the script and its calls. Only the address changes.</source>
            <translation>Die Seiten behalten Skript und Aufrufe. Nur die Adresse ändert sich.</translation>
        </message>
        <message>
            <source>Your program keeps the package and its calls. Only the address changes.</source>
            <translation>Das Programm behält Paket und Aufrufe. Nur die Adresse ändert sich.</translation>
        </message>
        <message>
            <source>Plausible script</source>
            <translation>Plausible-Skript</translation>
        </message>
        <message>
            <source>Your pages keep the script and its data-domain. Only the address changes.</source>
            <translation>Die Seiten behalten das Skript und sein data-domain. Nur die Adresse ändert sich.</translation>
        </message>
        <message>
            <source>Umami script</source>
            <translation>Umami-Skript</translation>
        </message>
        <message>
            <source>Your pages keep the script and its website id. Only the address changes.</source>
            <translation>Die Seiten behalten das Skript und seine Website-ID. Nur die Adresse ändert sich.</translation>
        </message>
        <message>
            <source>PostHog script</source>
            <translation>PostHog-Skript</translation>
        </message>
        <message>
            <source>Your pages keep posthog-js and its token. Only the address changes.</source>
            <translation>Die Seiten behalten posthog-js und sein Token. Nur die Adresse ändert sich.</translation>
        </message>
        <message>
            <source>GoatCounter script</source>
            <translation>GoatCounter-Skript</translation>
        </message>
        <message>
            <source>Sierra script</source>
            <translation>Sierra-Skript</translation>
        </message>
        <message>
            <source>Your pages keep the script and its attributes. Only the address changes.</source>
            <translation>Die Seiten behalten das Skript und seine Attribute. Nur die Adresse ändert sich.</translation>
        </message>
        <message>
            <source>OpenTrace script</source>
            <translation>OpenTrace-Skript</translation>
        </message>
        <message>
            <source>OpenMetrics script</source>
            <translation>OpenMetrics-Skript</translation>
        </message>
        <message>
            <source>Tracker script</source>
            <translation>Tracker-Skript</translation>
        </message>
        <message>
            <source>Segment for Node</source>
            <translation>Segment für Node</translation>
        </message>
        <message>
            <source>Segment for Python</source>
            <translation>Segment für Python</translation>
        </message>
        <message>
            <source>PostHog libraries</source>
            <translation>PostHog-Bibliotheken</translation>
        </message>
        <message>
            <source>Umami for Node</source>
            <translation>Umami für Node</translation>
        </message>
        <message>
            <source>OpenTrace for Python</source>
            <translation>OpenTrace für Python</translation>
        </message>
        <message>
            <source>OpenMetrics for Node</source>
            <translation>OpenMetrics für Node</translation>
        </message>
        <message>
            <source>For the client that comes with Sightglass. The original keeps only host and port of an address, so with it one source alone may send this way.</source>
            <translation>Für den Client, der mit Sightglass kommt. Das Original behält von einer Adresse nur Host und Port; mit ihm darf nur eine einzige Quelle so senden.</translation>
        </message>
        <message>
            <source>Tracker calls and pixels</source>
            <translation>Tracker-Aufrufe, Pixel</translation>
        </message>
        <message>
            <source>Put this into your program</source>
            <translation>Das ins Programm einfügen</translation>
        </message>
        <message>
            <source>Change one line in your pages</source>
            <translation>Eine Zeile in den Seiten ändern</translation>
        </message>
        <message>
            <source>Change these lines in your pages</source>
            <translation>Diese Zeilen in den Seiten ändern</translation>
        </message>
        <message>
            <source>Change one line in your program</source>
            <translation>Eine Zeile im Programm ändern</translation>
        </message>
        <message>
            <source>Change these lines in your program</source>
            <translation>Diese Zeilen im Programm ändern</translation>
        </message>
    </context>
    <context>
        <name>TableExport</name>
        <message>
            <source>Save as CSV</source>
            <translation>Als CSV speichern</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Saved as %1, and copied</source>
            <translation>Als %1 gespeichert und kopiert</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2</source>
            <translation>%1 lässt sich nicht schreiben: %2</translation>
        </message>
        <message>
            <source>Copied, not saved</source>
            <translation>Kopiert, nicht gespeichert</translation>
        </message>
    </context>
    <context>
        <name>TypedDates</name>
        <message>
            <source>“%1” is not understood. Try “1 Feb to 9 Mar”, “last 10 days” or “2026-02-01 – 2026-03-09”.</source>
            <translation>„%1“ wird nicht verstanden. Zum Beispiel: „1. Feb bis 9. März“, „letzte 10 Tage“ oder „2026-02-01 – 2026-03-09“.</translation>
        </message>
        <message>
            <source>There is no day “%1”.</source>
            <translation>Einen Tag „%1“ gibt es nicht.</translation>
        </message>
        <message>
            <source>“%1” ends before it begins.</source>
            <translation>„%1“ endet, bevor es beginnt.</translation>
        </message>
        <message>
            <source>“%1” is yet to come.</source>
            <translation>„%1“ kommt erst noch.</translation>
        </message>
    </context>
    <context>
        <name>UnknownSender</name>
        <message>
            <source>Unknown sender</source>
            <translation>Unbekannter Absender</translation>
        </message>
        <message>
            <source>Unknown host %1</source>
            <translation>Unbekannter Host %1</translation>
        </message>
        <message>
            <source>Unknown key %1</source>
            <translation>Unbekannter Schlüssel %1</translation>
        </message>
        <message>
            <source>Unknown %1: %2</source>
            <comment>what kind of id, the id</comment>
            <translation>%1 unbekannt: %2</translation>
        </message>
    </context>
    <context>
        <name>models::OverviewData</name>
        <message>
            <source>Before</source>
            <translation>Davor</translation>
        </message>
    </context>
    <context>
        <name>sightglass::charts::FunnelChart</name>
        <message>
            <source>Funnel</source>
            <translation>Trichter</translation>
        </message>
        <message>
            <source>%1 started</source>
            <translation>%1 am Anfang</translation>
        </message>
        <message>
            <source>%1 of all</source>
            <translation>%1 von allen</translation>
        </message>
        <message>
            <source>%1 %2 left before step %3, %4</source>
            <translation>%1 %2 gingen vor Schritt %3, %4</translation>
        </message>
        <message>
            <source>%1 %2 reached step %3, %4, %5 of all</source>
            <translation>%1 %2 erreichten Schritt %3, %4, %5 von allen</translation>
        </message>
        <message numerus="yes">
            <source>Funnel of %n steps, %1 %2 started, %3 took all, %4</source>
            <translation>
                <numerusform>Trichter mit %n Schritt, %1 %2 am Anfang, %3 gingen alle, %4</numerusform>
                <numerusform>Trichter mit %n Schritten, %1 %2 am Anfang, %3 gingen alle, %4</numerusform>
            </translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <source>Reached</source>
            <translation>Erreicht</translation>
        </message>
        <message>
            <source>Of all</source>
            <translation>Von allen</translation>
        </message>
        <message>
            <source>Of the step before</source>
            <translation>Vom Schritt davor</translation>
        </message>
        <message>
            <source>Left before it</source>
            <translation>Davor gegangen</translation>
        </message>
        <message>
            <source>Median time</source>
            <translation>Mittlere Dauer</translation>
        </message>
    </context>
    <context>
        <name>sightglass::charts::LifecycleChart</name>
        <message>
            <source>How people come and go</source>
            <translation>Wie Personen kommen und gehen</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Neu</translation>
        </message>
        <message>
            <source>Returning</source>
            <translation>Wiederkehrend</translation>
        </message>
        <message>
            <source>Back again</source>
            <translation>Wieder da</translation>
        </message>
        <message>
            <source>Gone quiet</source>
            <translation>Verstummt</translation>
        </message>
        <message>
            <source>%1: %2 new, %3 returning, %4 back again, %5 gone quiet</source>
            <translation>%1: %2 neu, %3 wiederkehrend, %4 wieder da, %5 verstummt</translation>
        </message>
        <message numerus="yes">
            <source>How people come and go over %n days; on the last one %1 new, %2 returning, %3 back again, %4 gone quiet</source>
            <translation>
                <numerusform>Wie Personen an %n Tag kommen und gehen; am letzten %1 neu, %2 wiederkehrend, %3 wieder da, %4 verstummt</numerusform>
                <numerusform>Wie Personen an %n Tagen kommen und gehen; am letzten %1 neu, %2 wiederkehrend, %3 wieder da, %4 verstummt</numerusform>
            </translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
    </context>
    <context>
        <name>sightglass::charts::MainChart</name>
        <message>
            <source>Chart</source>
            <translation>Diagramm</translation>
        </message>
    </context>
    <context>
        <name>sightglass::charts::Sparkline</name>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
    </context>
    <context>
        <name>sightglass::charts::WorldDots</name>
        <message>
            <source>Map, nobody now</source>
            <translation>Karte, gerade niemand</translation>
        </message>
        <message>
            <source>Map: %1</source>
            <translation>Karte: %1</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
        <message>
            <source>Visitors</source>
            <translation>Besucher</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ActivityPage</name>
        <message>
            <source>Active people</source>
            <translation>Aktive Personen</translation>
        </message>
        <message>
            <source>Active that day</source>
            <translation>An dem Tag aktiv</translation>
        </message>
        <message>
            <source>on the last day</source>
            <translation>am letzten Tag</translation>
        </message>
        <message>
            <source>Active in 7 days</source>
            <translation>In 7 Tagen aktiv</translation>
        </message>
        <message>
            <source>ending with the last day</source>
            <translation>bis zum letzten Tag</translation>
        </message>
        <message>
            <source>Active in 30 days</source>
            <translation>In 30 Tagen aktiv</translation>
        </message>
        <message>
            <source>Stickiness</source>
            <translation>Treue</translation>
        </message>
        <message>
            <source>mean active a day of all who were active</source>
            <translation>im Mittel je Tag aktiv von allen Aktiven</translation>
        </message>
        <message>
            <source>How people come and go</source>
            <translation>Wie Personen kommen und gehen</translation>
        </message>
        <message>
            <source>People cannot be told apart here</source>
            <translation>Personen sind hier nicht zu unterscheiden</translation>
        </message>
        <message>
            <source>Visitors of this project have no id that lasts longer than a day, so nobody can be seen to come back. Overview counts them day by day.</source>
            <translation>Besucher dieses Projekts haben keine ID, die länger als einen Tag hält; darum ist nicht zu sehen, wer wiederkommt. Die Übersicht zählt sie Tag für Tag.</translation>
        </message>
        <message>
            <source>Nobody was active in these days</source>
            <translation>Niemand war in diesen Tagen aktiv</translation>
        </message>
        <message>
            <source>Choose more days.</source>
            <translation>Wähle mehr Tage.</translation>
        </message>
        <message>
            <source>Take a filter away, or choose more days.</source>
            <translation>Nimm einen Filter weg oder wähle mehr Tage.</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>%1 rows read</source>
            <translation>%1 Zeilen gelesen</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Aktivität</translation>
        </message>
        <message>
            <source>Day by day. New: never seen before. Returning: here the day before, too. Back again: here earlier, but not the day before. Gone quiet: here the day before, not this day.</source>
            <translation>Tag für Tag. Neu: nie zuvor gesehen. Wiederkehrend: auch am Tag davor hier. Wieder da: früher hier, aber nicht am Tag davor. Verstummt: am Tag davor hier, an diesem nicht.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::AnswerStack</name>
        <message>
            <source>Ask again</source>
            <translation>Noch einmal fragen</translation>
        </message>
        <message>
            <source>Not asked</source>
            <translation>Nicht gefragt</translation>
        </message>
        <message>
            <source>The question was taken back.</source>
            <translation>Die Frage wurde zurückgenommen.</translation>
        </message>
        <message>
            <source>No answer to this question</source>
            <translation>Keine Antwort auf diese Frage</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::AppearanceSettings</name>
        <message>
            <source>Appearance and keys</source>
            <translation>Aussehen und Tasten</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Reduce motion</source>
            <translation>Weniger Bewegung</translation>
        </message>
        <message>
            <source>Use the system&apos;s fonts</source>
            <translation>Schriften des Systems</translation>
        </message>
        <message>
            <source>Single letters act</source>
            <translation>Einzelne Buchstaben wirken</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Textgröße</translation>
        </message>
        <message>
            <source>Ctrl and plus, minus or 0 do the same.</source>
            <translation>Strg mit Plus, Minus oder 0 tut dasselbe.</translation>
        </message>
        <message>
            <source>Nothing slides or fades; the glass moves in steps.</source>
            <translation>Nichts gleitet oder blendet; das Glas rückt schrittweise.</translation>
        </message>
        <message>
            <source>In place of Inter and Hack.</source>
            <translation>Statt Inter und Hack.</translation>
        </message>
        <message>
            <source>Such as W for 7 days or X to compare. Press ? to see them.</source>
            <translation>Etwa W für 7 Tage oder X zum Vergleichen. ? zeigt sie.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::BreakdownList</name>
        <message>
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n Zeile</numerusform>
                <numerusform>%n Zeilen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2, most: %3 with %4</source>
            <translation>%1, %2, am meisten: %3 mit %4</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Anzahl</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Anteil</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::BreakdownPanel</name>
        <message>
            <source>Nothing in this time</source>
            <translation>Nichts in dieser Zeit</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::BreakdownWindow</name>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>Als CSV speichern …</translation>
        </message>
        <message>
            <source>Asking the hub…</source>
            <translation>Der Hub wird gefragt …</translation>
        </message>
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n Zeile</numerusform>
                <numerusform>%n Zeilen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::CommandPalette</name>
        <message>
            <source>Search or jump to</source>
            <translation>Suchen oder springen</translation>
        </message>
        <message>
            <source>Search or jump to…</source>
            <translation>Suchen oder springen …</translation>
        </message>
        <message>
            <source>What fits</source>
            <translation>Was passt</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Commands</name>
        <message>
            <source>&amp;Hub</source>
            <translation>&amp;Hub</translation>
        </message>
        <message>
            <source>&amp;Project</source>
            <translation>&amp;Projekt</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>&amp;Gehe zu</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>H&amp;elp</source>
            <translation>H&amp;ilfe</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ConnectPage</name>
        <message>
            <source>What do you use today?</source>
            <translation>Was ist heute im Einsatz?</translation>
        </message>
        <message>
            <source>Add a source first: it has the key that goes into your pages.</source>
            <translation>Zuerst eine Quelle hinzufügen: Sie hat den Schlüssel für die Seiten.</translation>
        </message>
        <message>
            <source>events arrive</source>
            <translation>Ereignisse kommen an</translation>
        </message>
        <message>
            <source>waiting for the first event</source>
            <translation>wartet auf das erste Ereignis</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>Ids and hosts…</source>
            <translation>IDs und Hosts …</translation>
        </message>
        <message>
            <source>%1 on %2</source>
            <comment>the way of sending, the source</comment>
            <translation>%1 auf %2</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ConnectSteps</name>
        <message>
            <source>How visitors reach the hub</source>
            <translation>Wie Besucher den Hub erreichen</translation>
        </message>
        <message>
            <source>This page notices by itself.</source>
            <translation>Diese Seite merkt es von selbst.</translation>
        </message>
        <message>
            <source>Waiting for the first event</source>
            <translation>Wartet auf das erste Ereignis</translation>
        </message>
        <message>
            <source>The glass is empty so far</source>
            <translation>Das Glas ist noch leer</translation>
        </message>
        <message>
            <source>First event received. It is stored.</source>
            <translation>Erstes Ereignis angekommen. Es ist gespeichert.</translation>
        </message>
        <message>
            <source>What is sent this way is found by its host, and this source lists none yet.</source>
            <translation>Was so gesendet wird, wird über den Host zugeordnet, und diese Quelle nennt noch keinen.</translation>
        </message>
        <message>
            <source>Name its host…</source>
            <translation>Host nennen …</translation>
        </message>
        <message>
            <source>Events of this source arrive already, sent as %1. None came as %2 yet.</source>
            <translation>Ereignisse dieser Quelle kommen schon an, gesendet als %1. Als %2 kam noch keines.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::DateRangeButton</name>
        <message>
            <source>Range: %1, %2</source>
            <translation>Zeitraum: %1, %2</translation>
        </message>
        <message>
            <source>Chosen days</source>
            <translation>Gewählte Tage</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::DateRangePopup</name>
        <message>
            <source>Choose a range</source>
            <translation>Zeitraum wählen</translation>
        </message>
        <message>
            <source>Month before</source>
            <translation>Monat davor</translation>
        </message>
        <message>
            <source>Month after</source>
            <translation>Monat danach</translation>
        </message>
        <message numerus="yes">
            <source>%n days, weekdays match the days before them.</source>
            <translation>
                <numerusform>%n Tag, Wochentage passen zu denen davor.</numerusform>
                <numerusform>%n Tage, Wochentage passen zu denen davor.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tage</numerusform>
            </translation>
        </message>
        <message>
            <source>Chosen days</source>
            <translation>Gewählte Tage</translation>
        </message>
        <message>
            <source>1 Feb to 9 Mar, last 10 days, yesterday</source>
            <translation>1. Feb bis 9. März, letzte 10 Tage, gestern</translation>
        </message>
        <message>
            <source>Dates in words</source>
            <translation>Tage in Worten</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ErrorState</name>
        <message>
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::EventStep</name>
        <message>
            <source>Let the first event in</source>
            <translation>Das erste Ereignis hereinlassen</translation>
        </message>
        <message>
            <source>Paste this where it belongs and open it once. You can also do it later: it waits under Sources.</source>
            <translation>An die richtige Stelle einfügen und einmal öffnen. Das geht auch später: Es wartet unter Quellen.</translation>
        </message>
        <message>
            <source>See it</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>First event received.</source>
            <translation>Erstes Ereignis angekommen.</translation>
        </message>
        <message>
            <source>This page notices by itself.</source>
            <translation>Diese Seite merkt es von selbst.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ExclusionSettings</name>
        <message>
            <source>Not counted</source>
            <translation>Nicht gezählt</translation>
        </message>
        <message>
            <source>Your own visits, for example. What these rules fit is kept and marked, but stays out of the numbers; without the rule it counts again. A source can have rules of its own.</source>
            <translation>Zum Beispiel eigene Besuche. Worauf diese Regeln passen, wird behalten und gekennzeichnet, zählt aber nicht mit; ohne die Regel zählt es wieder. Eine Quelle kann eigene Regeln haben.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FigureCard</name>
        <message>
            <source>not known</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>%1, up %2</source>
            <translation>%1, %2 mehr</translation>
        </message>
        <message>
            <source>%1, down %2</source>
            <translation>%1, %2 weniger</translation>
        </message>
        <message>
            <source>%1, second line</source>
            <translation>%1, zweite Linie</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FigureRow</name>
        <message>
            <source>Figures</source>
            <translation>Zahlen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FilterBar</name>
        <message>
            <source>Filters and range</source>
            <translation>Filter und Zeitraum</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>By day</source>
            <translation>Nach Tag</translation>
        </message>
        <message>
            <source>Previous period</source>
            <translation>Zeitraum davor</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FilterChip</name>
        <message>
            <source>Filter: %1 %2</source>
            <translation>Filter: %1 %2</translation>
        </message>
        <message>
            <source>Enter edits, Delete removes</source>
            <translation>Eingabe bearbeitet, Entf entfernt</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FilterPopup</name>
        <message>
            <source>is</source>
            <translation>ist</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>ist nicht</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>enthält</translation>
        </message>
        <message>
            <source>does not contain</source>
            <translation>enthält nicht</translation>
        </message>
        <message>
            <source>starts with</source>
            <translation>beginnt mit</translation>
        </message>
        <message>
            <source>Property</source>
            <translation>Eigenschaft</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Operator</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>Values that occur</source>
            <translation>Vorkommende Werte</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FirstRun</name>
        <message>
            <source>Sightglass</source>
            <translation>Sightglass</translation>
        </message>
        <message>
            <source>See what flows.</source>
            <translation>Sehen, was fließt.</translation>
        </message>
        <message>
            <source>What you want to see</source>
            <translation>Was zu sehen sein soll</translation>
        </message>
        <message>
            <source>Where the hub lives</source>
            <translation>Wo der Hub wohnt</translation>
        </message>
        <message>
            <source>Your first project</source>
            <translation>Das erste Projekt</translation>
        </message>
        <message>
            <source>The first event</source>
            <translation>Das erste Ereignis</translation>
        </message>
        <message>
            <source>Leave this for later</source>
            <translation>Später erledigen</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FunnelStepCard</name>
        <message>
            <source>page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Step %1, %2, %3. Change</source>
            <translation>Schritt %1, %2, %3. Ändern</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FunnelStepPopup</name>
        <message>
            <source>Step of the funnel</source>
            <translation>Schritt des Trichters</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Kind of step</source>
            <translation>Art des Schritts</translation>
        </message>
        <message>
            <source>Page or event</source>
            <translation>Seite oder Ereignis</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>Setzen</translation>
        </message>
        <message>
            <source>Those that occur</source>
            <translation>Was vorkommt</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Früher</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>/pricing, or /docs/** for all below</source>
            <translation>/preise, oder /docs/** für alles darunter</translation>
        </message>
        <message>
            <source>Name of an event</source>
            <translation>Name eines Ereignisses</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::FunnelsPage</name>
        <message>
            <source>Reached this step</source>
            <translation>Erreichten ihn</translation>
        </message>
        <message>
            <source>Left before it</source>
            <translation>Davor gegangen</translation>
        </message>
        <message>
            <source>Funnel</source>
            <translation>Trichter</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <source>Add a step</source>
            <translation>Schritt hinzufügen</translation>
        </message>
        <message>
            <source>Nobody took the first step in these days</source>
            <translation>Niemand ging in diesen Tagen den ersten Schritt</translation>
        </message>
        <message>
            <source>Choose more days, another first step, or take a filter away.</source>
            <translation>Wähle mehr Tage, einen anderen ersten Schritt, oder nimm einen Filter weg.</translation>
        </message>
        <message>
            <source>visits</source>
            <translation>Besuche</translation>
        </message>
        <message>
            <source>people</source>
            <translation>Personen</translation>
        </message>
        <message>
            <source>Of %1 that started, how many took every step %2 within %3 of the first?</source>
            <extracomment>%1 is "people" or "visits", %2 "in this order", %3 "7 days". Each can be clicked.</extracomment>
            <translation>Wie viele %1 gingen nach dem ersten Schritt alle weiteren, %2 und binnen %3?</translation>
        </message>
        <message>
            <source>Choose the first step</source>
            <translation>Ersten Schritt wählen</translation>
        </message>
        <message>
            <source>Choose the next step</source>
            <translation>Nächsten Schritt wählen</translation>
        </message>
        <message>
            <source>No funnel yet</source>
            <translation>Noch kein Trichter</translation>
        </message>
        <message>
            <source>A funnel shows how many people go from one step to the next, where the others leave, and who they are. A step is a page or an event.</source>
            <translation>Ein Trichter zeigt, wie viele Personen von einem Schritt zum nächsten gehen, wo die anderen abspringen und wer sie sind. Ein Schritt ist eine Seite oder ein Ereignis.</translation>
        </message>
        <message>
            <source>One more step</source>
            <translation>Noch ein Schritt</translation>
        </message>
        <message>
            <source>A funnel has at least two.</source>
            <translation>Ein Trichter hat mindestens zwei.</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <source>Choose a bar, or the loss above it</source>
            <translation>Wähle einen Balken oder den Verlust darüber</translation>
        </message>
        <message>
            <source>The people who took that step, or who left before it, are listed here. From there their timelines open.</source>
            <translation>Hier stehen dann die Personen, die den Schritt gingen oder davor absprangen. Von dort öffnet sich, was sie taten.</translation>
        </message>
        <message>
            <source>Step %1, %2</source>
            <translation>Schritt %1, %2</translation>
        </message>
        <message>
            <source>Nobody of them can be listed</source>
            <translation>Niemand davon lässt sich aufzählen</translation>
        </message>
        <message>
            <source>Nobody left here</source>
            <translation>Niemand sprang hier ab</translation>
        </message>
        <message>
            <source>Whoever took the step before took this one, too.</source>
            <translation>Wer den Schritt davor ging, ging auch diesen.</translation>
        </message>
        <message>
            <source>Nobody came this far</source>
            <translation>So weit kam niemand</translation>
        </message>
        <message>
            <source>funnel over %1 %2</source>
            <translation>Trichter über %1 %2</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>%1 rows read</source>
            <translation>%1 Zeilen gelesen</translation>
        </message>
        <message>
            <source>Funnels</source>
            <translation>Trichter</translation>
        </message>
        <message>
            <source>They are counted, but nothing is kept that tells one from another.</source>
            <translation>Sie sind gezählt, aber es ist nichts aufbewahrt, was sie unterscheidet.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::GlassWidget</name>
        <message>
            <source>Flow: no contact</source>
            <translation>Fluss: kein Kontakt</translation>
        </message>
        <message>
            <source>Flow: %1 taken in, %2 refused in the last %3 seconds</source>
            <translation>Fluss: %1 angenommen, %2 abgelehnt in den letzten %3 Sekunden</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Taken in</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message numerus="yes">
            <source>%n seconds ago</source>
            <translation>
                <numerusform>vor %n Sekunde</numerusform>
                <numerusform>vor %n Sekunden</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::HeaderBar</name>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Vor</translation>
        </message>
        <message>
            <source>Search or jump to…</source>
            <translation>Suchen oder springen …</translation>
        </message>
        <message>
            <source>Keys and help</source>
            <translation>Tasten und Hilfe</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::HubSettings</name>
        <message>
            <source>Hub and storage</source>
            <translation>Hub und Speicher</translation>
        </message>
        <message>
            <source>Every commit</source>
            <translation>Jedes Mal</translation>
        </message>
        <message>
            <source>Relaxed</source>
            <translation>Gelassen</translation>
        </message>
        <message>
            <source>Use another hub…</source>
            <translation>Anderen Hub benutzen …</translation>
        </message>
        <message>
            <source>This window looks at</source>
            <translation>Dieses Fenster zeigt</translation>
        </message>
        <message>
            <source>A hub in this program, or one on a machine that stays on.</source>
            <translation>Einen Hub in diesem Programm oder auf einem Rechner, der anbleibt.</translation>
        </message>
        <message>
            <source>Another hub</source>
            <translation>Ein anderer Hub</translation>
        </message>
        <message>
            <source>Its address and a token are enough.</source>
            <translation>Adresse und Token genügen.</translation>
        </message>
        <message>
            <source>Sync to the disk</source>
            <translation>Auf die Platte schreiben</translation>
        </message>
        <message>
            <source>Every commit survives a power cut; relaxed is quicker and survives a crash of the program. Takes effect when the hub starts again.</source>
            <translation>Jedes Mal übersteht einen Stromausfall; gelassen ist schneller und übersteht einen Absturz des Programms. Gilt, wenn der Hub neu startet.</translation>
        </message>
        <message>
            <source>Trusted proxies</source>
            <translation>Vertraute Proxys</translation>
        </message>
        <message>
            <source>Web servers that pass visitors on, as addresses or networks. Their word on visitors&apos; addresses is believed.</source>
            <translation>Webserver, die Besucher weiterreichen, als Adressen oder Netze. Was sie über Adressen der Besucher sagen, gilt.</translation>
        </message>
        <message>
            <source>Remove demo data</source>
            <translation>Demodaten entfernen</translation>
        </message>
        <message>
            <source>Demo project</source>
            <translation>Demoprojekt</translation>
        </message>
        <message>
            <source>Made-up traffic to look around in. Removing it touches nothing else.</source>
            <translation>Erfundener Verkehr zum Umsehen. Entfernen berührt sonst nichts.</translation>
        </message>
        <message>
            <source>Listens on</source>
            <translation>Lauscht auf</translation>
        </message>
        <message>
            <source>127.0.0.1:8484 is this computer only; 0.0.0.0:8484 is everybody on your network. The hub starts again.</source>
            <translation>127.0.0.1:8484 ist nur dieser Computer, 0.0.0.0:8484 alle im eigenen Netz. Der Hub startet neu.</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>An address and a port are needed, as in 0.0.0.0:8484.</source>
            <translation>Adresse und Port werden gebraucht, wie 0.0.0.0:8484.</translation>
        </message>
        <message>
            <source>the hub in this program, %1</source>
            <translation>der Hub in diesem Programm, %1</translation>
        </message>
        <message>
            <source>%1 is set by %2.</source>
            <translation>%1 ist durch %2 festgelegt.</translation>
        </message>
        <message>
            <source>Saved. It counts when the hub starts again.</source>
            <translation>Gespeichert. Es gilt, wenn der Hub neu startet.</translation>
        </message>
        <message>
            <source>Storage</source>
            <translation>Speicher</translation>
        </message>
        <message>
            <source>What all events take, how long the disk lasts if things go on like this, and what the hub does in the background.</source>
            <translation>Was alle Ereignisse belegen, wie lange die Platte reicht, wenn es so weitergeht, und was der Hub im Hintergrund tut.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::HubStep</name>
        <message>
            <source>Where should your hub live?</source>
            <translation>Wo soll der Hub wohnen?</translation>
        </message>
        <message>
            <source>The hub takes events in and keeps them. It should be a machine that stays on, so that nothing slips by while you sleep.</source>
            <translation>Der Hub nimmt Ereignisse an und bewahrt sie auf. Es sollte ein Rechner sein, der anbleibt, damit nachts nichts entgeht.</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Dieser Computer</translation>
        </message>
        <message>
            <source>Fine for trying out. Events arrive while it is switched on.</source>
            <translation>Gut zum Ausprobieren. Ereignisse kommen an, solange er läuft.</translation>
        </message>
        <message>
            <source>Somewhere else</source>
            <translation>Anderswo</translation>
        </message>
        <message>
            <source>Type the address of a hub that you can reach, in the next room or across the world.</source>
            <translation>Die Adresse eines erreichbaren Hubs, im Nebenzimmer oder am anderen Ende der Welt.</translation>
        </message>
        <message>
            <source>attic:8484</source>
            <translation>dachboden:8484</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Zugangstoken</translation>
        </message>
        <message>
            <source>On that machine, run &lt;code&gt;sightglassd token add desk --scope admin&lt;/code&gt; and paste what it shows. It is kept in your keychain.</source>
            <translation>Dort &lt;code&gt;sightglassd token add desk --scope admin&lt;/code&gt; ausführen und die Ausgabe hier einfügen. Sie bleibt im Schlüsselbund.</translation>
        </message>
        <message>
            <source>There is no keychain here: keep the token in a file that only I can read</source>
            <translation>Hier gibt es keinen Schlüsselbund: den Token in einer Datei ablegen, die nur ich lesen kann</translation>
        </message>
        <message>
            <source>Nothing leaves your network. Sightglass contacts nobody that you did not name.</source>
            <translation>Nichts verlässt das eigene Netz. Sightglass meldet sich nur bei Genannten.</translation>
        </message>
        <message>
            <source>This is not an address.</source>
            <translation>Das ist keine Adresse.</translation>
        </message>
        <message>
            <source>%1 says hello</source>
            <translation>%1 grüßt</translation>
        </message>
        <message>
            <source>%1 does not know this token.</source>
            <translation>%1 kennt diesen Token nicht.</translation>
        </message>
        <message>
            <source>%1 does not answer.</source>
            <translation>%1 antwortet nicht.</translation>
        </message>
        <message>
            <source>The keychain does not take it.</source>
            <translation>Der Schlüsselbund nimmt ihn nicht an.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::InterestsStep</name>
        <message>
            <source>What do you want to see?</source>
            <translation>Was soll zu sehen sein?</translation>
        </message>
        <message>
            <source>Choose one to begin with. Everything else can be added later, under Sources.</source>
            <translation>Eines zum Anfang wählen. Alles andere kommt später unter Quellen dazu.</translation>
        </message>
        <message>
            <source>Who visits my site</source>
            <translation>Wer meine Website besucht</translation>
        </message>
        <message>
            <source>Visitors, pages and where they come from, with two lines in your pages.</source>
            <translation>Besucher, Seiten und ihre Herkunft, mit zwei Zeilen in den Seiten.</translation>
        </message>
        <message>
            <source>What my Segment calls say</source>
            <translation>Was meine Segment-Aufrufe sagen</translation>
        </message>
        <message>
            <source>Your pages and programs keep their calls; only the address changes.</source>
            <translation>Seiten und Programme behalten ihre Aufrufe; nur die Adresse ändert sich.</translation>
        </message>
        <message>
            <source>What happens in my app or back end</source>
            <translation>Was in meiner App oder auf dem Server geschieht</translation>
        </message>
        <message>
            <source>Events from Node, Python, or anything that can send a request.</source>
            <translation>Ereignisse aus Node, Python oder allem, was Anfragen senden kann.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::KeysSheet</name>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LiveHead</name>
        <message>
            <source>The glass is empty so far</source>
            <translation>Das Glas ist noch leer</translation>
        </message>
        <message>
            <source>Intake of the last two minutes</source>
            <translation>Zufluss der letzten zwei Minuten</translation>
        </message>
        <message>
            <source>2 minutes ago</source>
            <translation>vor 2 Minuten</translation>
        </message>
        <message>
            <source>90 s</source>
            <translation>90 s</translation>
        </message>
        <message>
            <source>1 minute ago</source>
            <translation>vor 1 Minute</translation>
        </message>
        <message>
            <source>30 s</source>
            <translation>30 s</translation>
        </message>
        <message>
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message numerus="yes">
            <source>%n visitors in the last 5 minutes</source>
            <comment>only the words; the number stands above</comment>
            <translation>
                <numerusform>%n Besucher in den letzten 5 Minuten</numerusform>
                <numerusform>%n Besucher in den letzten 5 Minuten</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LiveInspector</name>
        <message>
            <source>Members of the event</source>
            <translation>Teile des Ereignisses</translation>
        </message>
        <message>
            <source>The event as JSON</source>
            <translation>Das Ereignis als JSON</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>JSON</source>
            <translation>JSON</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Create a source</source>
            <translation>Quelle anlegen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>What was sent</source>
            <translation>Was gesendet wurde</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LiveList</name>
        <message>
            <source>Live events</source>
            <translation>Ereignisse live</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Page views</source>
            <translation>Seitenaufrufe</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Exceptions</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Kinds of events</source>
            <translation>Arten von Ereignissen</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Leertaste</translation>
        </message>
        <message>
            <source>Go on, %1 new</source>
            <translation>Weiter, %1 neu</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LiveListView</name>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Wer</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Sent as</source>
            <translation>Gesendet als</translation>
        </message>
        <message>
            <source>Events as they are stored</source>
            <translation>Ereignisse, wie sie gespeichert werden</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LivePage</name>
        <message>
            <source>Pause or go on</source>
            <translation>Anhalten oder weiter</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Page views</source>
            <translation>Seitenaufrufe</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Exceptions</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Close the event</source>
            <translation>Ereignis schließen</translation>
        </message>
        <message>
            <source>no event yet</source>
            <translation>noch kein Ereignis</translation>
        </message>
        <message>
            <source>last event %1 s ago</source>
            <translation>letztes Ereignis vor %1 s</translation>
        </message>
        <message numerus="yes">
            <source>last event %n minutes ago</source>
            <translation>
                <numerusform>letztes Ereignis vor %n Minute</numerusform>
                <numerusform>letztes Ereignis vor %n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>Events as they are stored, brass dots are refused</source>
            <translation>Ereignisse beim Speichern, Messingpunkte sind abgelehnt</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LiveSide</name>
        <message>
            <source>Where they are</source>
            <translation>Wo sie sind</translation>
        </message>
        <message>
            <source>Last 30 minutes</source>
            <translation>Letzte 30 Minuten</translation>
        </message>
        <message>
            <source>Being looked at</source>
            <translation>Wird angesehen</translation>
        </message>
        <message>
            <source>Pages being looked at</source>
            <translation>Seiten, die angesehen werden</translation>
        </message>
        <message numerus="yes">
            <source>%n countries</source>
            <translation>
                <numerusform>%n Land</numerusform>
                <numerusform>%n Länder</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page views</source>
            <translation>
                <numerusform>%n Seitenaufruf</numerusform>
                <numerusform>%n Seitenaufrufe</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LoadingPlaceholder</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Lädt</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LookRow</name>
        <message>
            <source>%1. %2</source>
            <translation>%1. %2</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::MainWindow</name>
        <message>
            <source>No project yet</source>
            <translation>Noch kein Projekt</translation>
        </message>
        <message>
            <source>A project is what you want to see numbers of: a site, an app, a shop. Its sources send events, and the window shows what flows.</source>
            <translation>Ein Projekt ist, was Zahlen haben soll: eine Website, eine App, ein Laden. Seine Quellen senden Ereignisse, und das Fenster zeigt, was fließt.</translation>
        </message>
        <message>
            <source>Add a project</source>
            <translation>Projekt anlegen</translation>
        </message>
        <message>
            <source>Sightglass</source>
            <translation>Sightglass</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Überblick</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>Einrichten</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>No project</source>
            <translation>Kein Projekt</translation>
        </message>
        <message>
            <source>on %1</source>
            <translation>auf %1</translation>
        </message>
        <message>
            <source>Demo, on %1</source>
            <translation>Demo, auf %1</translation>
        </message>
        <message>
            <source>%1 – Sightglass</source>
            <translation>%1 – Sightglass</translation>
        </message>
        <message>
            <source>the hub</source>
            <translation>der Hub</translation>
        </message>
        <message>
            <source>Connected to %1</source>
            <translation>Verbunden mit: %1</translation>
        </message>
        <message>
            <source>%1 does not know this token</source>
            <translation>%1 kennt diesen Token nicht</translation>
        </message>
        <message>
            <source>%1 does not answer</source>
            <translation>%1 antwortet nicht</translation>
        </message>
        <message>
            <source>The hub</source>
            <translation>Der Hub</translation>
        </message>
        <message>
            <source>Looking for %1</source>
            <translation>Sucht: %1</translation>
        </message>
        <message>
            <source>no time yet</source>
            <translation>noch keiner Zeit</translation>
        </message>
        <message>
            <source>no contact</source>
            <translation>kein Kontakt</translation>
        </message>
        <message>
            <source>%1 a minute</source>
            <translation>%1 je Minute</translation>
        </message>
        <message>
            <source>Start the hub</source>
            <translation>Hub starten</translation>
        </message>
        <message>
            <source>Stop the hub</source>
            <translation>Hub anhalten</translation>
        </message>
        <message>
            <source>Use another hub…</source>
            <translation>Anderen Hub benutzen …</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Fenster schließen</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Add a project…</source>
            <translation>Projekt hinzufügen …</translation>
        </message>
        <message>
            <source>Rename this project…</source>
            <translation>Dieses Projekt umbenennen …</translation>
        </message>
        <message>
            <source>Remove this project…</source>
            <translation>Dieses Projekt entfernen …</translation>
        </message>
        <message>
            <source>Add a source…</source>
            <translation>Quelle hinzufügen …</translation>
        </message>
        <message>
            <source>Keys of this page</source>
            <translation>Tasten dieser Seite</translation>
        </message>
        <message>
            <source>About Sightglass</source>
            <translation>Über Sightglass</translation>
        </message>
        <message>
            <source>Sightglass %1
See what flows.

Free software under the GNU General Public License, version 3 or later.</source>
            <translation>Sightglass %1
Sehen, was fließt.

Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
        </message>
        <message>
            <source>Search or jump to…</source>
            <translation>Suchen oder springen …</translation>
        </message>
        <message>
            <source>Connect a source</source>
            <translation>Eine Quelle verbinden</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Vor</translation>
        </message>
        <message>
            <source>Ask again</source>
            <translation>Neu fragen</translation>
        </message>
        <message>
            <source>Fold the sidebar</source>
            <translation>Seitenleiste falten</translation>
        </message>
        <message>
            <source>Menu bar</source>
            <translation>Menüleiste</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>Next part of the window</source>
            <translation>Nächster Teil des Fensters</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Größerer Text</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Kleinerer Text</translation>
        </message>
        <message>
            <source>Usual text</source>
            <translation>Üblicher Text</translation>
        </message>
        <message>
            <source>Theme as the system</source>
            <translation>Farben wie das System</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Helle Farben</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Dunkle Farben</translation>
        </message>
        <message>
            <source>%1 (demo)</source>
            <translation>%1 (Demo)</translation>
        </message>
        <message>
            <source>Go to</source>
            <translation>Gehe zu</translation>
        </message>
        <message>
            <source>Projects</source>
            <translation>Projekte</translation>
        </message>
        <message>
            <source>New window</source>
            <translation>Neues Fenster</translation>
        </message>
        <message>
            <source>What does this number mean?</source>
            <translation>Was bedeutet diese Zahl?</translation>
        </message>
        <message>
            <source>Export what this page shows…</source>
            <translation>Exportieren, was diese Seite zeigt…</translation>
        </message>
        <message>
            <source>This page shows no numbers to export</source>
            <translation>Diese Seite zeigt keine Zahlen zum Exportieren</translation>
        </message>
        <message>
            <source>This page shows no numbers</source>
            <translation>Diese Seite zeigt keine Zahlen</translation>
        </message>
        <message>
            <source>Funnels</source>
            <translation>Trichter</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Aktivität</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <source>Understand</source>
            <translation>Verstehen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Morning</name>
        <message>
            <source>yesterday, %1</source>
            <translation>gestern, %1</translation>
        </message>
        <message numerus="yes">
            <source>%n visitors</source>
            <translation>
                <numerusform>%n Besucher</numerusform>
                <numerusform>%n Besucher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page views</source>
            <translation>
                <numerusform>%n Seitenaufruf</numerusform>
                <numerusform>%n Seitenaufrufe</numerusform>
            </translation>
        </message>
        <message>
            <source>Since %3: %1, %2.</source>
            <comment>%1 visitors, %2 page views, %3 a time</comment>
            <translation>Seit %3: %1, %2.</translation>
        </message>
        <message>
            <source>Since %4: %1, %2, %3 earned.</source>
            <comment>%1 visitors, %2 page views, %3 an amount, %4 a time</comment>
            <translation>Seit %4: %1, %2, %3 eingenommen.</translation>
        </message>
        <message>
            <source>%9 without a source.</source>
            <comment>%9 becomes: 2 unknown senders</comment>
            <translation>%9 ohne Quelle.</translation>
        </message>
        <message numerus="yes">
            <source>%n unknown senders</source>
            <translation>
                <numerusform>%n unbekannter Absender</numerusform>
                <numerusform>%n unbekannte Absender</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::MorningLine</name>
        <message>
            <source>Got it</source>
            <translation>Gesehen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::NeedsLook</name>
        <message>
            <source>Needs a look</source>
            <translation>Braucht einen Blick</translation>
        </message>
        <message>
            <source>%1 sends what cannot be taken</source>
            <translation>%1 sendet Unbrauchbares</translation>
        </message>
        <message numerus="yes">
            <source>%n requests refused: %1</source>
            <translation>
                <numerusform>%n Anfrage abgelehnt: %1</numerusform>
                <numerusform>%n Anfragen abgelehnt: %1</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 has not sent anything in 30 days</source>
            <translation>%1 hat seit 30 Tagen nichts gesendet</translation>
        </message>
        <message>
            <source>Connect it to see it here.</source>
            <translation>Verbinden, um es hier zu sehen.</translation>
        </message>
        <message>
            <source>That is all that waits for you.</source>
            <translation>Mehr wartet nicht.</translation>
        </message>
        <message numerus="yes">
            <source>%n requests as %1. Make a source?</source>
            <translation>
                <numerusform>%n Anfrage als %1. Eine Quelle anlegen?</numerusform>
                <numerusform>%n Anfragen als %1. Eine Quelle anlegen?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::NumberHelp</name>
        <message>
            <source>What this number means</source>
            <translation>Was diese Zahl bedeutet</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::OfflineStrip</name>
        <message>
            <source>Try now</source>
            <translation>Jetzt versuchen</translation>
        </message>
        <message>
            <source>%1 does not answer.</source>
            <translation>%1 antwortet nicht.</translation>
        </message>
        <message>
            <source>Trying again in %1 s.</source>
            <translation>Neuer Versuch in %1 s.</translation>
        </message>
        <message>
            <source>You see what was there at %1. Trying again in %2 s, and you can keep reading.</source>
            <translation>Zu sehen ist der Stand von %1. Neuer Versuch in %2 s, Weiterlesen geht.</translation>
        </message>
        <message>
            <source>You see what was there at %1.</source>
            <translation>Zu sehen ist der Stand von %1.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::OverviewPage</name>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>All pages</source>
            <translation>Alle Seiten</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Einstieg</translation>
        </message>
        <message>
            <source>All entry pages</source>
            <translation>Alle Einstiegsseiten</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Ausstieg</translation>
        </message>
        <message>
            <source>All exit pages</source>
            <translation>Alle Ausstiegsseiten</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>All sources</source>
            <translation>Alle Quellen</translation>
        </message>
        <message>
            <source>Channels</source>
            <translation>Kanäle</translation>
        </message>
        <message>
            <source>All channels</source>
            <translation>Alle Kanäle</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>Kampagnen</translation>
        </message>
        <message>
            <source>All campaigns</source>
            <translation>Alle Kampagnen</translation>
        </message>
        <message>
            <source>Countries</source>
            <translation>Länder</translation>
        </message>
        <message>
            <source>All countries</source>
            <translation>Alle Länder</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Sprachen</translation>
        </message>
        <message>
            <source>All languages</source>
            <translation>Alle Sprachen</translation>
        </message>
        <message>
            <source>Browsers</source>
            <translation>Browser</translation>
        </message>
        <message>
            <source>All browsers</source>
            <translation>Alle Browser</translation>
        </message>
        <message>
            <source>Systems</source>
            <translation>Systeme</translation>
        </message>
        <message>
            <source>All systems</source>
            <translation>Alle Systeme</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <source>All devices</source>
            <translation>Alle Geräte</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>All events</source>
            <translation>Alle Ereignisse</translation>
        </message>
        <message>
            <source>Hosts</source>
            <translation>Hosts</translation>
        </message>
        <message>
            <source>All hosts</source>
            <translation>Alle Hosts</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Interval</source>
            <translation>Intervall</translation>
        </message>
        <message>
            <source>Table or chart</source>
            <translation>Tabelle oder Diagramm</translation>
        </message>
        <message numerus="yes">
            <source>%n reports</source>
            <translation>
                <numerusform>%n Bericht</numerusform>
                <numerusform>%n Berichte</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>%1 rows read</source>
            <translation>%1 Zeilen gelesen</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Überblick</translation>
        </message>
        <message>
            <source>Take the second line away</source>
            <translation>Zweite Linie wegnehmen</translation>
        </message>
        <message>
            <source>Add as second line</source>
            <translation>Als zweite Linie zeigen</translation>
        </message>
        <message>
            <source>Copy the number</source>
            <translation>Zahl kopieren</translation>
        </message>
        <message>
            <source>What does this number mean?</source>
            <translation>Was bedeutet diese Zahl?</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PaletteHints</name>
        <message>
            <source>choose</source>
            <translation>wählen</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <source>open</source>
            <translation>öffnen</translation>
        </message>
        <message>
            <source>Ctrl Enter</source>
            <translation>Strg Eingabe</translation>
        </message>
        <message>
            <source>new window</source>
            <translation>neues Fenster</translation>
        </message>
        <message>
            <source>actions</source>
            <translation>Aktionen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PaletteModel</name>
        <message>
            <source>Do</source>
            <translation>Tun</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PeopleListPage</name>
        <message>
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <source>Search by a part of any id</source>
            <translation>Nach einem Teil einer ID suchen</translation>
        </message>
        <message>
            <source>Last seen first</source>
            <translation>Zuletzt gesehen zuerst</translation>
        </message>
        <message>
            <source>Nobody with “%1” in an id</source>
            <translation>Niemand mit „%1“ in einer ID</translation>
        </message>
        <message>
            <source>User ids and anonymous ids of these days were looked through.</source>
            <translation>Durchsucht wurden Benutzer-IDs und anonyme IDs dieser Tage.</translation>
        </message>
        <message>
            <source>Nobody fits these filters</source>
            <translation>Zu diesen Filtern passt niemand</translation>
        </message>
        <message>
            <source>Take a filter away, or choose more days.</source>
            <translation>Nimm einen Filter weg oder wähle mehr Tage.</translation>
        </message>
        <message>
            <source>Nobody in these days</source>
            <translation>Niemand in diesen Tagen</translation>
        </message>
        <message>
            <source>Choose more days to see who was here before.</source>
            <translation>Wähle mehr Tage, um zu sehen, wer vorher hier war.</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n Person</numerusform>
                <numerusform>%n Personen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PeoplePanel</name>
        <message>
            <source>Nobody</source>
            <translation>Niemand</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n Person</numerusform>
                <numerusform>%n Personen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n more</source>
            <translation>
                <numerusform>%n weitere zeigen</numerusform>
                <numerusform>%n weitere zeigen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2 people, nothing tells the others apart</source>
            <translation>%1 von %2 Personen, die anderen sind nicht zu unterscheiden</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PersonFacts</name>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>Who this is</source>
            <translation>Wer das ist</translation>
        </message>
        <message>
            <source>First seen</source>
            <translation>Zuerst gesehen</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>Zuletzt gesehen</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Besuche</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Page views</source>
            <translation>Seitenaufrufe</translation>
        </message>
        <message>
            <source>Known about them</source>
            <translation>Bekannt</translation>
        </message>
        <message>
            <source>user</source>
            <translation>Benutzer</translation>
        </message>
        <message>
            <source>anonymous</source>
            <translation>anonym</translation>
        </message>
        <message numerus="yes">
            <source>One person, %n ids</source>
            <translation>
                <numerusform>Eine Person, %n ID</numerusform>
                <numerusform>Eine Person, %n IDs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PersonPage</name>
        <message>
            <source>Timeline</source>
            <translation>Zeitleiste</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Nobody chosen</source>
            <translation>Niemand gewählt</translation>
        </message>
        <message>
            <source>Choose somebody under People, or behind a bar of a funnel.</source>
            <translation>Wähle jemanden unter Personen oder hinter einem Balken eines Trichters.</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>Älteste zuerst</translation>
        </message>
        <message>
            <source>Show what came later</source>
            <translation>Zeigen, was später kam</translation>
        </message>
        <message>
            <source>Nothing is kept of this person</source>
            <translation>Von dieser Person ist nichts aufbewahrt</translation>
        </message>
        <message>
            <source>Their events went with their age.</source>
            <translation>Ihre Ereignisse sind mit dem Alter gegangen.</translation>
        </message>
        <message numerus="yes">
            <source>%n events</source>
            <translation>
                <numerusform>%n Ereignis</numerusform>
                <numerusform>%n Ereignisse</numerusform>
            </translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PortholeWidget</name>
        <message>
            <source>The glass is empty</source>
            <translation>Das Glas ist leer</translation>
        </message>
        <message>
            <source>The glass is filled to %1 of 4</source>
            <translation>Das Glas ist zu %1 von 4 gefüllt</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Program</name>
        <message>
            <source>Sightglass</source>
            <translation>Sightglass</translation>
        </message>
        <message>
            <source>The token of the hub cannot be read.</source>
            <translation>Der Token des Hubs ist nicht lesbar.</translation>
        </message>
        <message>
            <source>It is not in the keychain. Enter it again.</source>
            <translation>Er ist nicht im Schlüsselbund. Neu eingeben.</translation>
        </message>
        <message>
            <source>The keychain does not open. Unlock it and try again.</source>
            <translation>Der Schlüsselbund öffnet sich nicht. Entsperren und neu versuchen.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Neu versuchen</translation>
        </message>
        <message>
            <source>Enter it again…</source>
            <translation>Neu eingeben …</translation>
        </message>
        <message>
            <source>this computer</source>
            <translation>diesem Computer</translation>
        </message>
        <message>
            <source>The hub does not start.</source>
            <translation>Der Hub startet nicht.</translation>
        </message>
        <message>
            <source>Another program may have its address, or its data. Settings has the address to listen on.</source>
            <translation>Ein anderes Programm hat vielleicht seine Adresse oder seine Daten. Die Adresse steht unter Einstellungen.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ProjectDialog</name>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Add a project</source>
            <translation>Projekt hinzufügen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zeitzone</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ProjectSettings</name>
        <message>
            <source>Project</source>
            <translation>Projekt</translation>
        </message>
        <message>
            <source>Privacy and counting</source>
            <translation>Datenschutz und Zählung</translation>
        </message>
        <message>
            <source>Monday</source>
            <translation>Montag</translation>
        </message>
        <message>
            <source>Sunday</source>
            <translation>Sonntag</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zeitzone</translation>
        </message>
        <message>
            <source>Days are cut at midnight of this place.</source>
            <translation>Tage enden um Mitternacht dieses Ortes.</translation>
        </message>
        <message>
            <source>Week begins on</source>
            <translation>Woche beginnt am</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Währung</translation>
        </message>
        <message>
            <source>For amounts that name none.</source>
            <translation>Für Beträge ohne Angabe.</translation>
        </message>
        <message>
            <source>Remove project…</source>
            <translation>Projekt entfernen …</translation>
        </message>
        <message>
            <source>Remove this project</source>
            <translation>Dieses Projekt entfernen</translation>
        </message>
        <message>
            <source>Its sources and events go with it.</source>
            <translation>Seine Quellen und Ereignisse gehen mit.</translation>
        </message>
        <message>
            <source>Strict</source>
            <translation>Streng</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Nie</translation>
        </message>
        <message>
            <source>Keep events of bots</source>
            <translation>Ereignisse von Bots behalten</translation>
        </message>
        <message>
            <source> minutes</source>
            <translation> Minuten</translation>
        </message>
        <message>
            <source>Strict privacy</source>
            <translation>Strenger Datenschutz</translation>
        </message>
        <message>
            <source>No ids, no query strings, no page address of the referrer, nothing computed from an address. Only for what comes in from now on.</source>
            <translation>Keine IDs, keine Abfragen, kein Pfad des Verweises, nichts aus einer Adresse Berechnetes. Nur für das, was ab jetzt kommt.</translation>
        </message>
        <message>
            <source>Do Not Track and Global Privacy Control</source>
            <translation>Do Not Track und Global Privacy Control</translation>
        </message>
        <message>
            <source>Automatic follows them where a source sets no cookie of its own.</source>
            <translation>Automatisch folgt ihnen, wo eine Quelle kein eigenes Cookie setzt.</translation>
        </message>
        <message>
            <source>They are marked and stay out of the numbers; otherwise they are only counted.</source>
            <translation>Sie sind markiert und zählen nicht mit; sonst wird nur ihre Zahl notiert.</translation>
        </message>
        <message>
            <source>A visit ends after</source>
            <translation>Ein Besuch endet nach</translation>
        </message>
        <message>
            <source>Without anything happening. The default is 30 minutes.</source>
            <translation>Ohne dass etwas geschieht. Üblich sind 30 Minuten.</translation>
        </message>
        <message>
            <source>A visit ends at midnight</source>
            <translation>Ein Besuch endet um Mitternacht</translation>
        </message>
        <message>
            <source>Another campaign begins another visit</source>
            <translation>Eine andere Kampagne beginnt einen neuen Besuch</translation>
        </message>
        <message>
            <source>Otherwise it goes on into the next day.</source>
            <translation>Sonst geht er am nächsten Tag weiter.</translation>
        </message>
        <message>
            <source>When an event names another campaign than the visit began with.</source>
            <translation>Wenn ein Ereignis eine andere Kampagne nennt als die, mit der der Besuch begann.</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <source>Remove a project</source>
            <translation>Projekt entfernen</translation>
        </message>
        <message>
            <source>Remove %1 with all its events?</source>
            <translation>%1 mit allen Ereignissen entfernen?</translation>
        </message>
        <message>
            <source>This cannot be undone.</source>
            <translation>Das ist nicht rückgängig zu machen.</translation>
        </message>
        <message>
            <source>Remove everything</source>
            <translation>Alles entfernen</translation>
        </message>
        <message>
            <source>%1 was removed</source>
            <translation>%1 wurde entfernt</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ProjectStep</name>
        <message>
            <source>What is it called?</source>
            <translation>Wie heißt es?</translation>
        </message>
        <message>
            <source>A project is a site, an app, or a few of them whose numbers belong together.</source>
            <translation>Ein Projekt ist eine Website, eine App oder mehrere, deren Zahlen zusammengehören.</translation>
        </message>
        <message>
            <source>Kestrel Maps</source>
            <translation>Kestrel Maps</translation>
        </message>
        <message>
            <source>kestrelmaps.example</source>
            <translation>kestrelmaps.example</translation>
        </message>
        <message>
            <source>127.0.0.1:8484</source>
            <translation>127.0.0.1:8484</translation>
        </message>
        <message>
            <source>0.0.0.0:8484</source>
            <translation>0.0.0.0:8484</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>Website</translation>
        </message>
        <message>
            <source>Its host. Leave it empty when it is not a website.</source>
            <translation>Ihr Host. Leer lassen, wenn es keine Website ist.</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zeitzone</translation>
        </message>
        <message>
            <source>Days are cut at midnight of this place.</source>
            <translation>Tage enden um Mitternacht dieses Ortes.</translation>
        </message>
        <message>
            <source>Address to listen on</source>
            <translation>Adresse zum Lauschen</translation>
        </message>
        <message>
            <source>127.0.0.1 is this computer only, 0.0.0.0 everybody on your network.</source>
            <translation>127.0.0.1 ist nur dieser Computer, 0.0.0.0 alle im eigenen Netz.</translation>
        </message>
        <message>
            <source>First source</source>
            <translation>Erste Quelle</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Website</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ProjectSwitcher</name>
        <message>
            <source>Project %1, %2. Choose another</source>
            <translation>Projekt %1, %2. Ein anderes wählen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ReachStep</name>
        <message>
            <source>Through your own site</source>
            <translation>Über die eigene Website</translation>
        </message>
        <message>
            <source>A public name</source>
            <translation>Ein öffentlicher Name</translation>
        </message>
        <message>
            <source>The hub has its own https address</source>
            <translation>Der Hub hat eine eigene https-Adresse</translation>
        </message>
        <message>
            <source>Directly</source>
            <translation>Direkt</translation>
        </message>
        <message>
            <source>Only people on your network</source>
            <translation>Nur Menschen im eigenen Netz</translation>
        </message>
        <message>
            <source>Pass a path on</source>
            <translation>Einen Pfad weiterreichen</translation>
        </message>
        <message>
            <source>Your site is public and the hub sits at %1. Browsers would ask every visitor before calling a private address, so your web server passes &lt;b&gt;%2&lt;/b&gt; on. Name it under Settings as a trusted proxy.</source>
            <translation>Die Website ist öffentlich, der Hub liegt bei %1. Browser würden jeden Besucher fragen, bevor sie eine private Adresse aufrufen; darum reicht der Webserver &lt;b&gt;%2&lt;/b&gt; weiter. Unter Einstellungen als vertrauten Proxy nennen.</translation>
        </message>
        <message>
            <source>Your web server passes &lt;b&gt;%2&lt;/b&gt; on to %1. Name it under Settings as a trusted proxy.</source>
            <translation>Der Webserver reicht &lt;b&gt;%2&lt;/b&gt; an %1 weiter. Unter Einstellungen als vertrauten Proxy nennen.</translation>
        </message>
        <message>
            <source>%1 is a private address. Open the hub by its public name first, then the snippet has it.</source>
            <translation>%1 ist eine private Adresse. Den Hub zuerst unter seinem öffentlichen Namen öffnen, dann steht er im Schnipsel.</translation>
        </message>
        <message>
            <source>Pages on https may not call plain http, and %1 has no https. Give the hub a certificate, or let your web server pass a path on.</source>
            <translation>Seiten mit https dürfen kein http ohne Verschlüsselung aufrufen, und %1 hat kein https. Dem Hub ein Zertifikat geben oder den Webserver einen Pfad weiterreichen lassen.</translation>
        </message>
        <message>
            <source>Your site is public. Browsers ask each of its visitors before they call a private address such as %1, and most will say no.</source>
            <translation>Die Website ist öffentlich. Browser fragen jeden ihrer Besucher, bevor sie eine private Adresse wie %1 aufrufen, und die meisten werden ablehnen.</translation>
        </message>
        <message>
            <source>Your site is public, and %1 is each visitor&apos;s own computer, not this one. Nothing would arrive.</source>
            <translation>Die Website ist öffentlich, und %1 ist der eigene Computer jedes Besuchers, nicht dieser. Nichts käme an.</translation>
        </message>
        <message>
            <source>%1 works for programs on the hub&apos;s own computer. For others, open the hub by an address that they reach.</source>
            <translation>%1 gilt für Programme auf dem Computer des Hubs. Für andere den Hub unter einer Adresse öffnen, die sie erreichen.</translation>
        </message>
        <message>
            <source>%1 works for programs in the hub&apos;s own network. For others, open the hub by its public name.</source>
            <translation>%1 gilt für Programme im Netz des Hubs. Für andere den Hub unter seinem öffentlichen Namen öffnen.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ReportBar</name>
        <message>
            <source>%1 is not</source>
            <translation>%1 ist nicht</translation>
        </message>
        <message>
            <source>%1 contains</source>
            <translation>%1 enthält</translation>
        </message>
        <message>
            <source>%1 does not contain</source>
            <translation>%1 enthält nicht</translation>
        </message>
        <message>
            <source>%1 starts with</source>
            <translation>%1 beginnt mit</translation>
        </message>
        <message>
            <source>%1 is known</source>
            <translation>%1 ist bekannt</translation>
        </message>
        <message>
            <source>%1 is not known</source>
            <translation>%1 ist unbekannt</translation>
        </message>
        <message>
            <source>%1 is</source>
            <translation>%1 ist</translation>
        </message>
        <message>
            <source>By minute</source>
            <translation>Nach Minute</translation>
        </message>
        <message>
            <source>By hour</source>
            <translation>Nach Stunde</translation>
        </message>
        <message>
            <source>By week</source>
            <translation>Nach Woche</translation>
        </message>
        <message>
            <source>By month</source>
            <translation>Nach Monat</translation>
        </message>
        <message>
            <source>By day</source>
            <translation>Nach Tag</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Previous %n days</source>
            <translation>
                <numerusform>Tag davor</numerusform>
                <numerusform>%n Tage davor</numerusform>
            </translation>
        </message>
        <message>
            <source>Compare with nothing</source>
            <translation>Mit nichts vergleichen</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source> or </source>
            <translation> oder </translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Früher</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Filter löschen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ReportPanel</name>
        <message>
            <source>Nothing in this time</source>
            <translation>Nichts in dieser Zeit</translation>
        </message>
        <message>
            <source>Choose a longer time or take a filter away.</source>
            <translation>Eine längere Zeit wählen oder einen Filter wegnehmen.</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Keine Antwort</translation>
        </message>
        <message>
            <source>Only this</source>
            <translation>Nur dies</translation>
        </message>
        <message>
            <source>Everything but this</source>
            <translation>Alles außer diesem</translation>
        </message>
        <message>
            <source>Copy the row</source>
            <translation>Zeile kopieren</translation>
        </message>
        <message>
            <source>What does this number mean?</source>
            <translation>Was bedeutet diese Zahl?</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::RetentionSettings</name>
        <message>
            <source>Keeping events</source>
            <translation>Aufbewahrung</translation>
        </message>
        <message>
            <source>Forever</source>
            <translation>Für immer</translation>
        </message>
        <message>
            <source>Some days</source>
            <translation>Einige Tage</translation>
        </message>
        <message>
            <source> days</source>
            <translation> Tage</translation>
        </message>
        <message>
            <source>Any size</source>
            <translation>Beliebig viel</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>Höchstens</translation>
        </message>
        <message>
            <source> GB</source>
            <translation> GB</translation>
        </message>
        <message>
            <source>Forget message ids</source>
            <translation>Nachrichtenkennungen vergessen</translation>
        </message>
        <message>
            <source>Keep events</source>
            <translation>Ereignisse aufbewahren</translation>
        </message>
        <message>
            <source>Days older than this are deleted whole. They begin and end at midnight UTC.</source>
            <translation>Ältere Tage werden im Ganzen gelöscht. Sie beginnen und enden um Mitternacht UTC.</translation>
        </message>
        <message>
            <source>Space on the disk</source>
            <translation>Platz auf der Platte</translation>
        </message>
        <message>
            <source>What is packed counts; the oldest days go first.</source>
            <translation>Gepacktes zählt; die ältesten Tage gehen zuerst.</translation>
        </message>
        <message>
            <source>When the hub no longer looks for repetitions, which is after a week unless set otherwise. It saves space.</source>
            <translation>Wenn der Hub nicht mehr nach Wiederholungen sucht, also nach einer Woche, falls nichts anderes eingestellt ist. Das spart Platz.</translation>
        </message>
        <message>
            <source>Events before %1 are deleted, and every midnight those of one day more; also the oldest days while the events take more than %2.</source>
            <translation>Ereignisse vor dem %1 werden gelöscht, dazu jede Mitternacht die eines weiteren Tages; außerdem die ältesten Tage, solange die Ereignisse mehr als %2 belegen.</translation>
        </message>
        <message>
            <source>Events before %1 are deleted, and every midnight those of one day more.</source>
            <translation>Ereignisse vor dem %1 werden gelöscht, dazu jede Mitternacht die eines weiteren Tages.</translation>
        </message>
        <message>
            <source>The oldest days are deleted while the events take more than %1.</source>
            <translation>Die ältesten Tage werden gelöscht, solange die Ereignisse mehr als %1 belegen.</translation>
        </message>
        <message>
            <source>No events are deleted.</source>
            <translation>Es werden keine Ereignisse gelöscht.</translation>
        </message>
        <message>
            <source>Keep less</source>
            <translation>Weniger aufbewahren</translation>
        </message>
        <message>
            <source>Forget the message ids of %1?</source>
            <translation>Die Nachrichtenkennungen von %1 vergessen?</translation>
        </message>
        <message>
            <source>Delete old events of %1?</source>
            <translation>Alte Ereignisse von %1 löschen?</translation>
        </message>
        <message>
            <source>The events stay; the ids that their senders gave them go, from exports too.</source>
            <translation>Die Ereignisse bleiben; die Kennungen, die ihre Absender ihnen gaben, gehen, auch aus Exporten.</translation>
        </message>
        <message>
            <source>%1 It begins at once and cannot be undone. Backups keep what they hold.</source>
            <translation>%1 Das beginnt sofort und ist nicht rückgängig zu machen. Sicherungen behalten, was sie enthalten.</translation>
        </message>
        <message>
            <source>Forget ids</source>
            <translation>Kennungen vergessen</translation>
        </message>
        <message>
            <source>Delete old events</source>
            <translation>Alte Ereignisse löschen</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <extracomment>What becomes of events that a client captures by itself.</extracomment>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tage</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep</source>
            <comment>automatic events</comment>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Drop</source>
            <comment>automatic events</comment>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>What PostHog&apos;s client captures by itself</source>
            <translation>Was PostHogs Client von selbst erfasst</translation>
        </message>
        <message numerus="yes">
            <source>Clicks and the like: %1. Kept for %n days, they stand in lists of events only when a filter names them; dropped, they are not stored at all.</source>
            <translation>
                <numerusform>Klicks und Ähnliches: %1. Einen Tag lang behalten, stehen sie nur dann in Listen von Ereignissen, wenn ein Filter sie nennt; verworfen, werden sie gar nicht gespeichert.</numerusform>
                <numerusform>Klicks und Ähnliches: %1. %n Tage lang behalten, stehen sie nur dann in Listen von Ereignissen, wenn ein Filter sie nennt; verworfen, werden sie gar nicht gespeichert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>What PostHog&apos;s client captured by itself more than %n days ago is deleted, and every midnight one day more.</source>
            <translation>
                <numerusform>Was PostHogs Client vor mehr als einem Tag von selbst erfasst hat, wird gelöscht, und um jede Mitternacht ein Tag mehr.</numerusform>
                <numerusform>Was PostHogs Client vor mehr als %n Tagen von selbst erfasst hat, wird gelöscht, und um jede Mitternacht ein Tag mehr.</numerusform>
            </translation>
        </message>
        <message>
            <source>No other events are deleted.</source>
            <translation>Andere Ereignisse werden nicht gelöscht.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SecretField</name>
        <message>
            <source>Show what is typed</source>
            <translation>Eingabe zeigen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Segmented</name>
        <message>
            <source>%1 chosen</source>
            <translation>%1 gewählt</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SettingsPage</name>
        <message>
            <source>Find a setting</source>
            <translation>Einstellung suchen</translation>
        </message>
        <message>
            <source>The token of the hub is kept in a file.</source>
            <translation>Der Token des Hubs liegt in einer Datei.</translation>
        </message>
        <message>
            <source>There is no keychain on this computer, and you allowed it. Whoever can read your files can read it.</source>
            <translation>Auf diesem Computer gibt es keinen Schlüsselbund, und es wurde erlaubt. Wer die Dateien lesen kann, kann ihn lesen.</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SharedAddressList</name>
        <message>
            <source>%1 passes on what others send</source>
            <translation>%1 leitet weiter, was andere senden</translation>
        </message>
        <message>
            <source>It is not among the trusted proxies, so all its visitors count as one. If it is yours, trust it.</source>
            <translation>Sie gehört nicht zu den vertrauten Proxys, daher zählen alle Besucher dahinter als einer. Einen eigenen Proxy dort eintragen.</translation>
        </message>
        <message>
            <source>Many senders share %1</source>
            <translation>Viele Sender teilen sich %1</translation>
        </message>
        <message numerus="yes">
            <source>At least %n within an hour. If it is a proxy of yours, let it name them in X-Forwarded-For and trust it.</source>
            <translation>
                <numerusform>Mindestens %n innerhalb einer Stunde. Ein eigener Proxy sollte sie in X-Forwarded-For nennen und bei den vertrauten stehen.</numerusform>
                <numerusform>Mindestens %n innerhalb einer Stunde. Ein eigener Proxy sollte sie in X-Forwarded-For nennen und bei den vertrauten stehen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Trusted proxies…</source>
            <translation>Vertraute Proxys…</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Sidebar</name>
        <message>
            <source>Places</source>
            <translation>Orte</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>Fluss</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SidebarItem</name>
        <message>
            <source>%1, needs a look</source>
            <translation>%1, braucht einen Blick</translation>
        </message>
        <message>
            <source>%1, %2 now</source>
            <translation>%1, jetzt %2</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1, events arrive</source>
            <translation>%1, Ereignisse kommen an</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SnippetBox</name>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Code to copy</source>
            <translation>Code zum Kopieren</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SourceCard</name>
        <message>
            <source>Website</source>
            <translation>Website</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>App</source>
            <translation>App</translation>
        </message>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>Last event</source>
            <translation>Letztes Ereignis</translation>
        </message>
        <message>
            <source>Sent as</source>
            <translation>Gesendet als</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Write key</source>
            <translation>Schreibschlüssel</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Bearbeiten …</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Entfernen …</translation>
        </message>
        <message>
            <source>any host</source>
            <translation>jeder Host</translation>
        </message>
        <message>
            <source>in the last 30 days</source>
            <translation>in den letzten 30 Tagen</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>noch keines</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>receiving</source>
            <translation>empfängt</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>wartet</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>Switch off</source>
            <translation>Ausschalten</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Einschalten</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SourceDialog</name>
        <message>
            <source>Add a source</source>
            <translation>Quelle hinzufügen</translation>
        </message>
        <message>
            <source>Edit %1</source>
            <translation>%1 bearbeiten</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Website</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>App</source>
            <translation>App</translation>
        </message>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>Not kept</source>
            <translation>Nicht behalten</translation>
        </message>
        <message>
            <source>Shortened</source>
            <translation>Gekürzt</translation>
        </message>
        <message>
            <source>Whole</source>
            <translation>Ganz</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>keine Grenze</translation>
        </message>
        <message>
            <source> events a second</source>
            <translation> Ereignisse je Sekunde</translation>
        </message>
        <message>
            <source>Keep the whole page address with its query</source>
            <translation>Ganze Seitenadresse samt Abfrage behalten</translation>
        </message>
        <message>
            <source>Keep the values of click ids (gclid, fbclid …)</source>
            <translation>Werte von Klick-IDs behalten (gclid, fbclid …)</translation>
        </message>
        <message>
            <source>Any event with both ids joins visitor and person</source>
            <translation>Jedes Ereignis mit beiden IDs verbindet Besucher und Person</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Hosts</source>
            <translation>Hosts</translation>
        </message>
        <message>
            <source>Visitors&apos; addresses</source>
            <translation>Adressen der Besucher</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>Grenze</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Separated by commas. Empty takes events of any host, but Plausible, Sierra and the tracker name nothing else.</source>
            <translation>Durch Kommas getrennt. Leer nimmt jeden Host an, aber Plausible, Sierra und der Tracker nennen sonst nichts.</translation>
        </message>
        <message>
            <source>Ids</source>
            <translation>IDs</translation>
        </message>
        <message>
            <source>Enter the ids that your pages already send to keep them unchanged. Empty makes new ones.</source>
            <translation>Mit den IDs, die die Seiten schon senden, bleiben sie unverändert. Leer macht neue.</translation>
        </message>
        <message>
            <source>Set them to those that your pages already send, and the pages stay as they are.</source>
            <translation>Mit denen, die die Seiten schon senden, bleiben die Seiten, wie sie sind.</translation>
        </message>
        <message>
            <source>Not counted</source>
            <translation>Nicht gezählt</translation>
        </message>
        <message>
            <source>Besides what the project&apos;s settings keep out of the numbers.</source>
            <translation>Zusätzlich zu dem, was nach den Einstellungen des Projekts nicht zählt.</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>Projekt</translation>
        </message>
        <message>
            <source>In another project the source has its events with it, and counts by that project&apos;s rules from then on.</source>
            <translation>In ein anderes Projekt nimmt die Quelle ihre Ereignisse mit und zählt von da an nach dessen Regeln.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SourcesPage</name>
        <message>
            <source>No sources yet</source>
            <translation>Noch keine Quellen</translation>
        </message>
        <message>
            <source>A source is a site, app or program that sends events. It has a key of its own.</source>
            <translation>Eine Quelle ist eine Website, App oder ein Programm, das Ereignisse sendet. Sie hat einen eigenen Schlüssel.</translation>
        </message>
        <message>
            <source>Add a source</source>
            <translation>Quelle hinzufügen</translation>
        </message>
        <message>
            <source>Add source</source>
            <translation>Quelle hinzufügen</translation>
        </message>
        <message numerus="yes">
            <source>%n sources</source>
            <translation>
                <numerusform>%n Quelle</numerusform>
                <numerusform>%n Quellen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 was added</source>
            <translation>%1 wurde hinzugefügt</translation>
        </message>
        <message>
            <source>Remove a source</source>
            <translation>Quelle entfernen</translation>
        </message>
        <message>
            <source>Remove %1?</source>
            <translation>%1 entfernen?</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>%1 was removed</source>
            <translation>%1 wurde entfernt</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>Where events come from</source>
            <translation>Woher Ereignisse kommen</translation>
        </message>
        <message numerus="yes">
            <source>%n unknown senders</source>
            <translation>
                <numerusform>%n unbekannter Absender</numerusform>
                <numerusform>%n unbekannte Absender</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is on again</source>
            <translation>%1 ist wieder an</translation>
        </message>
        <message>
            <source>%1 is off: what it sends is refused</source>
            <translation>%1 ist aus: Was sie sendet, wird abgewiesen</translation>
        </message>
        <message>
            <source>What it sends from now on is refused, and its events are deleted. Switch it off to keep them.</source>
            <translation>Was sie von nun an sendet, wird abgewiesen, und ihre Ereignisse werden gelöscht. Wer sie behalten will, schaltet die Quelle aus.</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::StatusLine</name>
        <message>
            <source>Status: %1</source>
            <translation>Stand: %1</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Step</name>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::StepList</name>
        <message>
            <source>Step %1 of %2: %3</source>
            <translation>Schritt %1 von %2: %3</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::StepThread</name>
        <message>
            <source>done</source>
            <translation>fertig</translation>
        </message>
        <message>
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message>
            <source>later</source>
            <translation>später</translation>
        </message>
        <message>
            <source>Step %1, %2, %3</source>
            <translation>Schritt %1, %2, %3</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::StorageStatus</name>
        <message>
            <source>%1, %2 free</source>
            <translation>%1, %2 frei</translation>
        </message>
        <message>
            <source>nothing to go by yet</source>
            <translation>noch keine Prognose</translation>
        </message>
        <message numerus="yes">
            <source>%1 a day, room for %n days</source>
            <translation>
                <numerusform>%1 am Tag, Platz für %n Tag</numerusform>
                <numerusform>%1 am Tag, Platz für %n Tage</numerusform>
            </translation>
        </message>
        <message>
            <source>erasing a person, part %1 of %2</source>
            <translation>löscht eine Person, Teil %1 von %2</translation>
        </message>
        <message>
            <source>importing events, %1 % done</source>
            <translation>importiert Ereignisse, %1 % erledigt</translation>
        </message>
        <message>
            <source>exporting events, %1 % done</source>
            <translation>exportiert Ereignisse, %1 % erledigt</translation>
        </message>
        <message>
            <source>erasing a person, %1 % done</source>
            <translation>löscht eine Person, %1 % erledigt</translation>
        </message>
        <message>
            <source>judging bots anew, %1 % done</source>
            <translation>beurteilt Bots neu, %1 % erledigt</translation>
        </message>
        <message>
            <source>compacting the store, %1 % done</source>
            <translation>verdichtet den Speicher, %1 % erledigt</translation>
        </message>
        <message>
            <source>packing events</source>
            <translation>packt Ereignisse</translation>
        </message>
        <message>
            <source>merging small parts</source>
            <translation>fügt kleine Teile zusammen</translation>
        </message>
        <message>
            <source>dropping old days</source>
            <translation>entfernt alte Tage</translation>
        </message>
        <message>
            <source>forgetting message ids</source>
            <translation>vergisst Nachrichten-Kennungen</translation>
        </message>
        <message>
            <source>judging bots anew</source>
            <translation>beurteilt Bots neu</translation>
        </message>
        <message numerus="yes">
            <source>%n events wait to be packed</source>
            <translation>
                <numerusform>%n Ereignis wartet aufs Packen</numerusform>
                <numerusform>%n Ereignisse warten aufs Packen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::TextTabs</name>
        <message>
            <source>Tab %1 of %2</source>
            <translation>Reiter %1 von %2</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Toast</name>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::TokensSettings</name>
        <message>
            <source>may look</source>
            <translation>darf ansehen</translation>
        </message>
        <message>
            <source>may look and send</source>
            <translation>darf ansehen und senden</translation>
        </message>
        <message>
            <source>may do everything</source>
            <translation>darf alles</translation>
        </message>
        <message>
            <source>People and access</source>
            <translation>Menschen und Zugang</translation>
        </message>
        <message>
            <source>Who or what it is for</source>
            <translation>Für wen oder was</translation>
        </message>
        <message>
            <source>What it may do</source>
            <translation>Was er darf</translation>
        </message>
        <message>
            <source>Make a token</source>
            <translation>Token anlegen</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Other programs and windows on other computers use one each.</source>
            <translation>Andere Programme und Fenster auf anderen Computern benutzen je einen.</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Entziehen</translation>
        </message>
        <message>
            <source>Revoke %1</source>
            <translation>%1 entziehen</translation>
        </message>
        <message>
            <source>Token for %1</source>
            <translation>Token für %1</translation>
        </message>
        <message>
            <source>Copy it now: the hub keeps only its fingerprint and cannot show it again.</source>
            <translation>Jetzt kopieren: Der Hub behält nur den Fingerabdruck und kann ihn nicht noch einmal zeigen.</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>The token of %1 works no longer</source>
            <translation>Der Token von %1 gilt nicht mehr</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Tray</name>
        <message>
            <source>Open Sightglass</source>
            <translation>Sightglass öffnen</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message numerus="yes">
            <source>%n visitors now</source>
            <translation>
                <numerusform>%n Besucher jetzt</numerusform>
                <numerusform>%n Besucher jetzt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page views in 30 minutes</source>
            <translation>
                <numerusform>%n Seitenaufruf in 30 Minuten</numerusform>
                <numerusform>%n Seitenaufrufe in 30 Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>No contact with the hub</source>
            <translation>Kein Kontakt zum Hub</translation>
        </message>
        <message>
            <source>Needs a look (%1)</source>
            <translation>Braucht einen Blick (%1)</translation>
        </message>
        <message>
            <source>Stop the hub</source>
            <translation>Hub anhalten</translation>
        </message>
        <message>
            <source>Start the hub</source>
            <translation>Hub starten</translation>
        </message>
        <message>
            <source>The hub starts…</source>
            <translation>Der Hub startet…</translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::UnknownList</name>
        <message>
            <source>Create a source for this</source>
            <translation>Eine Quelle dafür anlegen</translation>
        </message>
        <message numerus="yes">
            <source>%n requests, sent as %1, the last on %2.</source>
            <translation>
                <numerusform>%n Anfrage, gesendet als %1, zuletzt am %2.</numerusform>
                <numerusform>%n Anfragen, gesendet als %1, zuletzt am %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n more senders</source>
            <translation>
                <numerusform>%n weiteren Absender zeigen</numerusform>
                <numerusform>%n weitere Absender zeigen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::models::EventTreeModel</name>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Wer</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Origin</source>
            <translation>Herkunft</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>Properties</source>
            <translation>Eigenschaften</translation>
        </message>
        <message>
            <source>Traits</source>
            <translation>Merkmale</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>Kontext</translation>
        </message>
        <message>
            <source>How it came</source>
            <translation>Wie es kam</translation>
        </message>
        <message>
            <source>Worth knowing</source>
            <translation>Wissenswert</translation>
        </message>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>%1: kept, but not counted.</source>
            <translation>%1: behalten, aber nicht gezählt.</translation>
        </message>
        <message>
            <source>Excluded</source>
            <translation>Ausgeschlossen</translation>
        </message>
    </context>
    <context>
        <name>sightglass::models::LiveModel</name>
        <message numerus="yes">
            <source>%1 from %n people</source>
            <translation>
                <numerusform>%1 von %n Person</numerusform>
                <numerusform>%1 von %n Personen</numerusform>
            </translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
    </context>
    <context>
        <name>sightglass::models::OverviewData</name>
        <message>
            <source>Week of %1</source>
            <translation>Woche vom %1</translation>
        </message>
    </context>
    <context>
        <name>sightglass::models::PeopleModel</name>
        <message>
            <source>Unknown visitor %1</source>
            <translation>Unbekannter Besucher %1</translation>
        </message>
        <message>
            <source>Visitor %1</source>
            <translation>Besucher %1</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Last step at</source>
            <translation>Letzter Schritt</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>Zuletzt gesehen</translation>
        </message>
        <message>
            <source>Steps taken</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Besuche</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
    </context>
    <context>
        <name>sightglass::models::TimelineModel</name>
        <message numerus="yes">
            <source>%n days away</source>
            <translation>
                <numerusform>%n Tag fort</numerusform>
                <numerusform>%n Tage fort</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours away</source>
            <translation>
                <numerusform>%n Stunde fort</numerusform>
                <numerusform>%n Stunden fort</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes away</source>
            <translation>
                <numerusform>%n Minute fort</numerusform>
                <numerusform>%n Minuten fort</numerusform>
            </translation>
        </message>
    </context>
</TS>
