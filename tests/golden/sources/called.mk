outlet: Coast Monitor
published: 2025-09-02

<c1>"We crossed before dawn,"</c1> <q1>said</q1> <s1>a lieutenant with the call sign Heron</s1>. <c2>The bridge held</c2>, <s2>Heron</s2> <q2>added</q2>.
---
1 source="Heron" named=yes res=named
2 source="Heron"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>A smuggler who calls himself “Kiko”</s1> <q1>said</q1> <c1>the boats leave on Fridays</c1>.
---
1 source="Kiko" named=yes
=====
outlet: Coast Monitor
published: 2025-09-02

The town is known as Heronsgate. <s1>A smuggler</s1> <q1>said</q1> <c1>the boats leave on Fridays</c1>.
---
1 source="a smuggler" named=no
=====
outlet: Coast Monitor
published: 2025-09-02

<s1><PERSON>Alma Reyes</PERSON>, deputy minister of ports</s1>, <q1>opened</q1> <c1>the lock</c1>. <c2>"It is the widest in the south,"</c2> <s2>Her <PERSON>Excellency</PERSON></s2> <q2>said</q2>.
---
2 source="Alma Reyes" res=pronoun
=====
outlet: Coast Monitor
published: 2025-09-02

<s1><PERSON>Alma</PERSON> <PERSON>Reyes</PERSON></s1> <q1>said</q1> <c1>the lock was shut</c1>. <s2><PERSON>Reyes</PERSON></s2> <q2>blamed</q2> <c2>the tide</c2>.
---
1 source="Alma Reyes"
2 source="Alma Reyes"
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The Harbour Master's <ORG>Office</ORG></s1> <q1>said</q1> <c1>the lock was shut</c1>. On Monday <s2>the <ORG>May the Council of Pilots</ORG></s2> <q2>agreed</q2> <c2>that it was</c2>.
---
1 source="Harbour Master's Office"
2 source="Council of Pilots"
