<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>FunnelDefinition</name>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::charts::FunnelChart</name>
        <message numerus="yes">
            <source>Funnel of %n steps, %1 %2 started, %3 took all, %4</source>
            <translation>
                <numerusform>Funnel of %n step, %1 %2 started, %3 took all, %4</numerusform>
                <numerusform>Funnel of %n steps, %1 %2 started, %3 took all, %4</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::charts::LifecycleChart</name>
        <message numerus="yes">
            <source>How people come and go over %n days; on the last one %1 new, %2 returning, %3 back again, %4 gone quiet</source>
            <translation>
                <numerusform>How person come and go over %n day; on the last one %1 new, %2 returning, %3 back again, %4 gone quiet</numerusform>
                <numerusform>How people come and go over %n days; on the last one %1 new, %2 returning, %3 back again, %4 gone quiet</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::BreakdownList</name>
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::BreakdownWindow</name>
        <message numerus="yes">
            <source>%n rows</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::DateRangePopup</name>
        <message numerus="yes">
            <source>%n days, weekdays match the days before them.</source>
            <translation>
                <numerusform>%n day, weekdays match the days before them.</numerusform>
                <numerusform>%n days, weekdays match the days before them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::GlassWidget</name>
        <message numerus="yes">
            <source>%n seconds ago</source>
            <translation>
                <numerusform>%n second ago</numerusform>
                <numerusform>%n seconds ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LiveHead</name>
        <message numerus="yes">
            <source>%n visitors in the last 5 minutes</source>
            <comment>only the words; the number stands above</comment>
            <translation>
                <numerusform>%n visitor in the last 5 minutes</numerusform>
                <numerusform>%n visitors in the last 5 minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LivePage</name>
        <message numerus="yes">
            <source>last event %n minutes ago</source>
            <translation>
                <numerusform>last event %n minute ago</numerusform>
                <numerusform>last event %n minutes ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::LiveSide</name>
        <message numerus="yes">
            <source>%n countries</source>
            <translation>
                <numerusform>%n country</numerusform>
                <numerusform>%n countries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page views</source>
            <translation>
                <numerusform>%n page view</numerusform>
                <numerusform>%n page views</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Morning</name>
        <message numerus="yes">
            <source>%n visitors</source>
            <translation>
                <numerusform>%n visitor</numerusform>
                <numerusform>%n visitors</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page views</source>
            <translation>
                <numerusform>%n page view</numerusform>
                <numerusform>%n page views</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unknown senders</source>
            <translation>
                <numerusform>%n unknown sender</numerusform>
                <numerusform>%n unknown senders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::NeedsLook</name>
        <message numerus="yes">
            <source>%n requests refused: %1</source>
            <translation>
                <numerusform>%n request refused: %1</numerusform>
                <numerusform>%n requests refused: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n requests as %1. Make a source?</source>
            <translation>
                <numerusform>%n request as %1. Make a source?</numerusform>
                <numerusform>%n requests as %1. Make a source?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::OverviewPage</name>
        <message numerus="yes">
            <source>%n reports</source>
            <translation>
                <numerusform>%n report</numerusform>
                <numerusform>%n reports</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PeopleListPage</name>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PeoplePanel</name>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n more</source>
            <translation>
                <numerusform>Show %n more</numerusform>
                <numerusform>Show %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PersonFacts</name>
        <message numerus="yes">
            <source>One person, %n ids</source>
            <translation>
                <numerusform>One person, %n id</numerusform>
                <numerusform>One person, %n ids</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::PersonPage</name>
        <message numerus="yes">
            <source>%n events</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::ReportBar</name>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Previous %n days</source>
            <translation>
                <numerusform>Previous day</numerusform>
                <numerusform>Previous %n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::RetentionSettings</name>
        <message numerus="yes">
            <source>%n days</source>
            <extracomment>What becomes of events that a client captures by itself.</extracomment>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Clicks and the like: %1. Kept for %n days, they stand in lists of events only when a filter names them; dropped, they are not stored at all.</source>
            <translation>
                <numerusform>Clicks and the like: %1. Kept for %n day, they stand in lists of events only when a filter names them; dropped, they are not stored at all.</numerusform>
                <numerusform>Clicks and the like: %1. Kept for %n days, they stand in lists of events only when a filter names them; dropped, they are not stored at all.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>What PostHog&apos;s client captured by itself more than %n days ago is deleted, and every midnight one day more.</source>
            <translation>
                <numerusform>What PostHog&apos;s client captured by itself more than %n day ago is deleted, and every midnight one day more.</numerusform>
                <numerusform>What PostHog&apos;s client captured by itself more than %n days ago is deleted, and every midnight one day more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SharedAddressList</name>
        <message numerus="yes">
            <source>At least %n within an hour. If it is a proxy of yours, let it name them in X-Forwarded-For and trust it.</source>
            <translation>
                <numerusform>At least %n within an hour. If it is a proxy of yours, let it name them in X-Forwarded-For and trust it.</numerusform>
                <numerusform>At least %n within an hour. If it is a proxy of yours, let it name them in X-Forwarded-For and trust it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::SourcesPage</name>
        <message numerus="yes">
            <source>%n sources</source>
            <translation>
                <numerusform>%n source</numerusform>
                <numerusform>%n sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unknown senders</source>
            <translation>
                <numerusform>%n unknown sender</numerusform>
                <numerusform>%n unknown senders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::StorageStatus</name>
        <message numerus="yes">
            <source>%1 a day, room for %n days</source>
            <translation>
                <numerusform>%1 a day, room for %n day</numerusform>
                <numerusform>%1 a day, room for %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n events wait to be packed</source>
            <translation>
                <numerusform>%n event waits to be packed</numerusform>
                <numerusform>%n events wait to be packed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::Tray</name>
        <message numerus="yes">
            <source>%n visitors now</source>
            <translation>
                <numerusform>%n visitor now</numerusform>
                <numerusform>%n visitors now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page views in 30 minutes</source>
            <translation>
                <numerusform>%n page view in 30 minutes</numerusform>
                <numerusform>%n page views in 30 minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::gui::UnknownList</name>
        <message numerus="yes">
            <source>%n requests, sent as %1, the last on %2.</source>
            <translation>
                <numerusform>%n request, sent as %1, the last on %2.</numerusform>
                <numerusform>%n requests, sent as %1, the last on %2.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n more senders</source>
            <translation>
                <numerusform>Show %n more sender</numerusform>
                <numerusform>Show %n more senders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::models::LiveModel</name>
        <message numerus="yes">
            <source>%1 from %n people</source>
            <translation>
                <numerusform>%1 from %n person</numerusform>
                <numerusform>%1 from %n people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sightglass::models::TimelineModel</name>
        <message numerus="yes">
            <source>%n days away</source>
            <translation>
                <numerusform>%n day away</numerusform>
                <numerusform>%n days away</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours away</source>
            <translation>
                <numerusform>%n hour away</numerusform>
                <numerusform>%n hours away</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes away</source>
            <translation>
                <numerusform>%n minute away</numerusform>
                <numerusform>%n minutes away</numerusform>
            </translation>
        </message>
    </context>
</TS>
