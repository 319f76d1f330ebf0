outlet: Coast Monitor
published: 2025-09-02

The tanks burned over <PLACE>Narvik</PLACE> until noon. <c1>Windows shook</c1>, <s1>residents</s1> <q1>said</q1>.
---
1 source="residents of Narvik" named=no
=====
outlet: Coast Monitor
published: 2025-09-02

A wreck lay near <PLACE>Kavala</PLACE>. <c1>Boys had stripped it</c1>, <s1>villagers</s1> <q1>said</q1>. <s2>Experts</s2> <q2>think</q2> <c2>it was a drone</c2>.
---
1 source="villagers near Kavala"
2 source="Experts"
=====
outlet: Coast Monitor
published: 2025-09-02

<PLACE>KAVALA</PLACE> – The talks go on.

<s1>Diplomats here</s1> <q1>expect</q1> <c1>a pause</c1>. The ships lie off <PLACE>Volos</PLACE>. <s2>Dockers there</s2> <q2>expect</q2> <c2>none</c2>. <c3>It will be long</c3>, <s3>one of them</s3> <q3>said</q3>.
---
1 source="Diplomats in Kavala"
2 source="Dockers in Volos"
3 source="a docker in Volos"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>Shopkeepers in <PLACE>Volos</PLACE>, who heard the blast</s1>, <q1>deny</q1> <c1>that there was a fire</c1>. <c2>The roof just fell</c2>, <s2>one</s2> <q2>recalls</q2>.
---
2 source="a shopkeeper in Volos"
